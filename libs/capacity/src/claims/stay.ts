import type { Instant, PersonId, PlacementId, StayId, StayOrigin, UnitId } from '@cap/contracts';
import type { Held } from '@cap/events';
import type { EntityManager } from 'typeorm';
import { changeClaim } from './change-claim';

/** A stay that runs although no place was promised for it. */
export interface RunningStay {
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly personId: PersonId;
  readonly stayId: StayId;
  readonly origin: Exclude<StayOrigin, 'proposal'>;
  readonly admitted: Held;
  /** STY-3: whether it takes all days of the week. */
  readonly fullTime: boolean;
}

/** STY-1: the young person came. `recordedAt` (business time) bounds an admission of which only the day is known. */
export async function admitClaim(
  tx: EntityManager,
  stayId: StayId,
  admitted: Held,
  recordedAt: Instant,
): Promise<void> {
  await changeClaim(
    tx,
    'an admission',
    `update place_claim set status = 'admitted', admitted_by = latest_moment($2, $3, $4)
      where stay_id = $1 and status = 'accepted'`,
    [stayId, admitted.on, admitted.at, recordedAt],
  );
}

/** CAP-3, CAP-5: claims the place of a child who is in it, whatever the rule said. It may make the unit overcommitted. */
export async function claimRunningStay(tx: EntityManager, stay: RunningStay, recordedAt: Instant): Promise<void> {
  await changeClaim(
    tx,
    'a stay that runs already',
    `insert into place_claim (placement_id, unit_id, person_id, stay_id, origin, status, holds_from, admitted_by, full_time)
     values ($1, $2, $3, $4, $5, 'admitted', $6, latest_moment($6, $7, $8), $9)`,
    [
      stay.placementId,
      stay.unitId,
      stay.personId,
      stay.stayId,
      stay.origin,
      stay.admitted.on,
      stay.admitted.at,
      recordedAt,
      stay.fullTime,
    ],
  );
}

/** STY-2: the young person left; the place is free from that moment. */
export async function endClaim(tx: EntityManager, stayId: StayId, ended: Held, recordedAt: Instant): Promise<void> {
  await setEnd(tx, 'an end', 'admitted', stayId, ended, recordedAt);
}

/** STY-1: the young person came at another moment than was recorded, of a stay that runs or has ended. */
export async function correctAdmission(
  tx: EntityManager,
  stayId: StayId,
  admitted: Held,
  recordedAt: Instant,
): Promise<void> {
  await changeClaim(
    tx,
    'the correction of an admission',
    `update place_claim set admitted_by = latest_moment($2, $3, $4)
      where stay_id = $1 and status in ('admitted', 'ended')`,
    [stayId, admitted.on, admitted.at, recordedAt],
  );
}

/** STY-2: the young person left at another moment than was recorded. */
export async function correctEnd(tx: EntityManager, stayId: StayId, ended: Held, recordedAt: Instant): Promise<void> {
  await setEnd(tx, 'the correction of an end', 'ended', stayId, ended, recordedAt);
}

async function setEnd(
  tx: EntityManager,
  step: string,
  from: 'admitted' | 'ended',
  stayId: StayId,
  ended: Held,
  recordedAt: Instant,
): Promise<void> {
  await changeClaim(
    tx,
    step,
    `update place_claim set status = 'ended', ended_from = earliest_moment($2, $3), ended_by = latest_moment($2, $3, $4)
      where stay_id = $1 and status = $5`,
    [stayId, ended.on, ended.at, recordedAt, from],
  );
}
