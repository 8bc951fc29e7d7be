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
import { clearDeadline, readPolicy, setDeadline } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import { joinedOn } from './joined-on';

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
  readonly foundAt: Instant | null;
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
  for (const unit of counted) {
    const { admitted, admittedNotCounted, endedStillCounted } = unit;
    const causes = rules.causes({ ...unit, staysCounted: admitted - admittedNotCounted + endedStillCounted });
    for (const kind of unitFindingKinds) {
      const running = watched.filter((watch) => watch.unitId === unit.unitId && watch.kind === kind);
      for (let place = running.length; place < causes[kind]; place++) await begin(tx, unit, kind, rules, now);
      for (const watch of running.slice(causes[kind])) await end(tx, watch, now.at);
    }
  }
}

/** What is watched, the longest first: of places that become explained, the newest goes. */
function watchesOf(tx: EntityManager, units: readonly { unitId: UnitId }[]): Promise<Watch[]> {
  return tx.query<Watch[]>(
    `select finding_id as "findingId", kind, unit_id as "unitId", found_at as "foundAt"
       from unit_watch where unit_id = any ($1) order by since, finding_id`,
    [units.map(({ unitId }) => unitId)],
  );
}

async function begin(
  tx: EntityManager,
  { unitId, providerId }: CountedPlaces,
  kind: UnitFindingKind,
  rules: FindingRules,
  { at, policy }: { at: Instant; policy: Policy },
): Promise<void> {
  const findingId = randomUUID() as FindingId;
  await tx.query('insert into unit_watch (finding_id, kind, unit_id, provider_id, since) values ($1, $2, $3, $4, $5)', [
    findingId,
    kind,
    unitId,
    providerId,
    at,
  ]);
  const joined = await joinedOn(tx, providerId);
  const terms = { joinedOn: joined, policyWhenJoined: await readPolicy(tx, joined), policy };
  await setDeadline(tx, {
    deadlineId: randomUUID(),
    kind: 'unit-finding',
    streamType: 'finding',
    streamId: findingId,
    reference: findingId,
    dueAt: rules.dueAt(kind, at, terms),
  });
}

/** What the desk was told closes itself, by a deadline that is due at once: the clock carries it out, also after a restart. */
async function end(tx: EntityManager, { findingId }: Watch, at: Instant): Promise<void> {
  const wasTold = (await clearDeadline(tx, 'unit-finding', findingId, at)) === 'settled-before';
  await tx.query('delete from unit_watch where finding_id = $1', [findingId]);
  if (!wasTold) return;
  await setDeadline(tx, {
    deadlineId: randomUUID(),
    kind: 'finding-over',
    streamType: 'finding',
    streamId: findingId,
    reference: findingId,
    dueAt: at,
  });
}
