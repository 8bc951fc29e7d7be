import type { CapacityLine, CapacityView, Instant, LocalDate, PlacementId, ReportId, UnitId } from '@cap/contracts';
import { readPolicy } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import { isStale } from './staleness';

type ClaimLine = Exclude<CapacityLine, 'in-operation' | 'occupied'>;

interface Row {
  reportId: ReportId | null;
  observedAt: Instant;
  inOperation: number;
  occupied: number;
  occupiedOtherRegions: number;
  waitingDays: number | null;
  free: number;
  claims: { placementId: PlacementId; line: ClaimLine; since: string | null; holdsFrom: LocalDate }[];
}

/** What moves free beside the report, in the words of the page, and by how much a claim. */
const claimLines = {
  promised: { amount: -1, words: 'Deze plek is toegezegd met een voorstel. De aanbieder heeft nog niet geantwoord.' },
  accepted: { amount: -1, words: 'Deze plek is toegezegd. De aanbieder heeft het voorstel aanvaard.' },
  'admitted-not-counted': {
    amount: -1,
    words: 'Deze jongere is opgenomen. De laatste melding telt de jongere nog niet mee.',
  },
  'ended-still-counted': {
    amount: 1,
    words: 'Deze jongere is vertrokken. De laatste melding telt de jongere nog mee.',
  },
} as const satisfies Record<ClaimLine, { amount: number; words: string }>;

/**
 * CPY-4: how free comes about on a day, line by line; the amounts add up to free. With the waiting time as it was reported
 * (CPY-6), and how many of the occupied places are taken by young people of other regions (CPY-10). One snapshot. `at` is business time.
 * Null when there is no such unit.
 */
export async function capacityView(
  manager: EntityManager,
  unitId: UnitId,
  on: LocalDate,
  at: Instant,
): Promise<CapacityView | null> {
  const policy = await readPolicy(manager, on);
  const [row] = await manager.query<Row[]>(
    `select report_id as "reportId", observed_at as "observedAt", in_operation as "inOperation", occupied,
            occupied_other_regions as "occupiedOtherRegions", waiting_days as "waitingDays", free,
            coalesce((select jsonb_agg(jsonb_build_object('placementId', placement_id, 'line', line, 'since', since,
                        'holdsFrom', holds_from) order by holds_from, placement_id)
                        from claims_beside_report(array[$1::uuid], $2)), '[]') as claims
       from capacity_of(array[$1::uuid], $2) join unit using (unit_id)`,
    [unitId, on],
  );
  if (!row) return null;
  const heard = row.reportId !== null;
  return {
    unitId,
    date: on,
    at,
    report: heard ? reportOf(row, row.reportId!) : null,
    lines: [...(heard ? reportLines(row) : []), ...row.claims.map(claimLine)],
    free: row.free,
    overcommitted: heard && row.free < 0,
    stale: isStale(row.observedAt, at, policy['reporting-term-hours']),
  };
}

const reportOf = (row: Row, reportId: ReportId): CapacityView['report'] => ({
  reportId,
  observedAt: row.observedAt,
  inOperation: row.inOperation,
  occupied: row.occupied,
  occupiedOtherRegions: row.occupiedOtherRegions,
  waitingDays: row.waitingDays,
});

const reportLines = (row: Row): CapacityView['lines'] => [
  {
    line: 'in-operation',
    amount: row.inOperation,
    words: `${places(row.inOperation)} in gebruik.`,
    since: row.observedAt,
  },
  { line: 'occupied', amount: -row.occupied, words: occupiedWords(row), since: row.observedAt },
];

const places = (count: number): string => (count === 1 ? 'Er is 1 plek' : `Er zijn ${count} plekken`);

const occupiedWords = ({ occupied, occupiedOtherRegions: other }: Row): string =>
  other === 0
    ? `${places(occupied)} bezet.`
    : `${places(occupied)} bezet. Daarvan ${other} door jongeren uit andere regio's.`;

const claimLine = ({ line, placementId, since, holdsFrom }: Row['claims'][number]): CapacityView['lines'][number] => ({
  line,
  ...claimLines[line],
  placementId,
  since: since === null ? holdsFrom : (new Date(since).toISOString() as Instant),
});
