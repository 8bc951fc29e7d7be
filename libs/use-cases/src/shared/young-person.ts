import { claimOfStay } from '@cap/capacity';
import type { PersonId, StayId } from '@cap/contracts';
import { foldEvents, stayOf, youngPersonFold, type YoungPersonState } from '@cap/domain';
import type { UnitOfWork } from '@cap/event-store';
import type { Given } from './command';
import { NotFound } from './errors';
import { ensureVersion } from './expected-version';

export interface LoadedYoungPerson {
  readonly personId: PersonId;
  /** 0 for somebody who never had a stay. */
  readonly version: number;
  readonly state: YoungPersonState;
}

/** All stays of one person. Throws `WrongVersion` when the command was decided on another version. */
export async function loadYoungPerson(work: UnitOfWork, personId: PersonId, given?: Given): Promise<LoadedYoungPerson> {
  const stream = await work.load('young-person', personId);
  if (given) ensureVersion(given, stream.version);
  return { personId, version: stream.version, state: foldEvents(youngPersonFold, stream.events) };
}

/** A stay and the person whose stay it is. Throws `NotFound`. */
export async function loadPersonOfStay(work: UnitOfWork, stayId: StayId, given: Given) {
  const claim = await claimOfStay(work.manager, stayId);
  if (!claim) throw new NotFound('stay');
  const person = await loadYoungPerson(work, claim.personId, given);
  return { person, stay: stayOf(person.state, stayId) };
}
