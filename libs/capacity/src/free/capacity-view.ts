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
  const [row] = await manager.query<(Row & { free: number })[]>(
    `select report_id as "reportId", observed_at as "observedAt", in_operation as "inOperation", occupied,
            occupied_other_regions as "occupiedOtherRegions", waiting_days as "waitingDays", free,
            coalesce((select jsonb_agg(jsonb_build_object('placementId', placement_id, 'line', line, 'since', since,
                        'holdsFrom', holds_from) order by holds_from, placement_id)
                        from claims_beside_report(array[$1::uuid], $2)), '[]') as claims
       from capacity_of(array[$1::uuid], $2) join unit using (unit_id)`,
    [unitId, on],
  );
  return row ? viewOf(row, row.free, { unitId, on, at, ...(await staleTerm(manager, on)) }) : null;
}

/**
 * The same at a past moment of business time, from the log and the history of reports. The caller knows that the unit was
 * there by then.
 */
export async function pastCapacityView(
  manager: EntityManager,
  unitId: UnitId,
  on: LocalDate,
  at: Instant,
): Promise<CapacityView> {
  const [row] = await manager.query<[Row]>(
    `select report_id as "reportId", observed_at as "observedAt", in_operation as "inOperation", occupied,
            occupied_other_regions as "occupiedOtherRegions", waiting_days as "waitingDays",
            coalesce((select jsonb_agg(jsonb_build_object('placementId', placement_id, 'line', line, 'since', since,
                        'holdsFrom', holds_from) order by holds_from, placement_id)
                        from claims_beside_report_at(array[$1::uuid], $2, $3)), '[]') as claims
       from (select $1::uuid as unit_id) as asked left join reports_at(array[$1::uuid], $3) using (unit_id)`,
    [unitId, on, at],
  );
  return viewOf(row, freeBy(row), { unitId, on, at, ...(await staleTerm(manager, on)) });
}

const freeBy = ({ inOperation, occupied, claims }: Row): number =>
  claims.reduce((free, { line }) => free + claimLines[line].amount, (inOperation ?? 0) - (occupied ?? 0));

async function staleTerm(manager: EntityManager, on: LocalDate): Promise<{ termHours: number }> {
  return { termHours: (await readPolicy(manager, on))['reporting-term-hours'] };
}

interface Asked {
  readonly unitId: UnitId;
  readonly on: LocalDate;
  readonly at: Instant;
  readonly termHours: number;
}

function viewOf(row: Row, free: number, { unitId, on, at, termHours }: Asked): CapacityView {
  const heard = row.reportId !== null;
  return {
    unitId,
    date: on,
    at,
    report: heard ? reportOf(row, row.reportId!) : null,
    lines: [...(heard ? reportLines(row) : []), ...row.claims.map(claimLine)],
    free,
    overcommitted: heard && free < 0,
    stale: isStale(row.observedAt, at, termHours),
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

const occupiedWords = ({
  occupied,
  occupiedOtherRegions: other,
}: Pick<Row, 'occupied' | 'occupiedOtherRegions'>): string =>
  other === 0
    ? `${places(occupied)} bezet.`
    : `${places(occupied)} bezet. Daarvan ${other} door jongeren uit andere regio's.`;

const claimLine = ({ line, placementId, since, holdsFrom }: Row['claims'][number]): CapacityView['lines'][number] => ({
  line,
  ...claimLines[line],
  placementId,
  since: since === null ? holdsFrom : (new Date(since).toISOString() as Instant),
});
