import { randomUUID } from 'node:crypto';
import {
  unitFindingKinds,
  type FindingId,
  type Instant,
  type LocalDate,
  type ProviderId,
  type UnitFindingKind,
  type UnitId,
} from '@cap/contracts';
import type { Policy } from '@cap/events';
import { clearDeadline, setDeadlines, type Deadline, type DeadlineKind } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import { policiesWhenJoined } from './policies-when-joined';

/** What the rules read of a count. Places. */
export interface WatchedCount {
  readonly occupied: number | null;
  readonly occupiedOtherRegions: number;
  /** Stays that the CAP knows and the report counts. */
  readonly staysCounted: number;
  readonly free: number;
}

/** The facts from which the term of a cause follows. */
export interface FindingTerms {
  readonly joinedOn: LocalDate;
  readonly policyWhenJoined: Policy;
  readonly policy: Policy;
}

/** What of a count is a cause, and after how long it is a finding (CAP-3, CPY-4): the domain's, given by the program. */
export interface FindingRules {
  readonly causes: (count: WatchedCount) => Readonly<Record<UnitFindingKind, number>>;
  readonly dueAt: (kind: UnitFindingKind, since: Instant, terms: FindingTerms) => Instant;
}

interface CountedPlaces extends Omit<WatchedCount, 'staysCounted'> {
  readonly unitId: UnitId;
  readonly providerId: ProviderId;
  readonly admitted: number;
  readonly admittedNotCounted: number;
  readonly endedStillCounted: number;
}

interface Watch {
  readonly findingId: FindingId;
  readonly kind: UnitFindingKind;
  readonly unitId: UnitId;
}

interface Begun extends Watch {
  readonly providerId: ProviderId;
}

/**
 * Begins to watch what is not right about units that were counted, each cause with a deadline after which it is brought
 * to the desk, and stops where a cause is gone. Only the one publisher calls it, so nobody watches the same twice.
 */
export async function watchUnits(
  tx: EntityManager,
  counted: readonly CountedPlaces[],
  rules: FindingRules,
  now: { at: Instant; policy: Policy },
): Promise<void> {
  const watched = await watchesOf(tx, counted);
  const begun: Begun[] = [];
  const ended: Watch[] = [];
  for (const { unitId, providerId, ...unit } of counted) {
    const { admitted, admittedNotCounted, endedStillCounted } = unit;
    const causes = rules.causes({ ...unit, staysCounted: admitted - admittedNotCounted + endedStillCounted });
    for (const kind of unitFindingKinds) {
      const running = watched.filter((watch) => watch.unitId === unitId && watch.kind === kind);
      for (let place = running.length; place < causes[kind]; place++)
        begun.push({ findingId: randomUUID() as FindingId, kind, unitId, providerId });
      ended.push(...running.slice(causes[kind]));
    }
  }
  if (begun.length > 0) await begin(tx, begun, rules, now);
  if (ended.length > 0) await end(tx, ended, now.at);
}

/** What is watched, the longest first: of places that become explained, the newest goes. */
function watchesOf(tx: EntityManager, units: readonly { unitId: UnitId }[]): Promise<Watch[]> {
  return tx.query<Watch[]>(
    `select finding_id as "findingId", kind, unit_id as "unitId"
       from unit_watch where unit_id = any ($1) order by since, finding_id`,
    [units.map(({ unitId }) => unitId)],
  );
}

async function begin(
  tx: EntityManager,
  begun: readonly Begun[],
  rules: FindingRules,
  { at, policy }: { at: Instant; policy: Policy },
): Promise<void> {
  await tx.query(
    `insert into unit_watch (finding_id, kind, unit_id, provider_id, since)
     select "findingId", kind, "unitId", "providerId", $2
       from jsonb_to_recordset($1) as begun ("findingId" uuid, kind text, "unitId" uuid, "providerId" uuid)`,
    [JSON.stringify(begun), at],
  );
  const joining = await policiesWhenJoined(tx, begun);
  const dueAt = ({ kind, providerId }: Begun) => rules.dueAt(kind, at, { ...joining.get(providerId)!, policy });
  await setDeadlines(
    tx,
    begun.map((cause) => deadline('unit-finding', cause, dueAt(cause))),
  );
}

/** What the desk was told closes itself, by a deadline that is due at once: the clock carries it out, also after a restart. */
async function end(tx: EntityManager, ended: readonly Watch[], at: Instant): Promise<void> {
  const told: Watch[] = [];
  for (const watch of ended)
    if ((await clearDeadline(tx, 'unit-finding', watch.findingId, at)) === 'settled-before') told.push(watch);
  await tx.query('delete from unit_watch where finding_id = any ($1)', [ended.map(({ findingId }) => findingId)]);
  await setDeadlines(
    tx,
    told.map((watch) => deadline('finding-over', watch, at)),
  );
}

const deadline = (kind: DeadlineKind, { findingId }: Pick<Watch, 'findingId'>, dueAt: Instant): Deadline => ({
  deadlineId: randomUUID(),
  kind,
  streamType: 'finding',
  streamId: findingId,
  reference: findingId,
  dueAt,
});
