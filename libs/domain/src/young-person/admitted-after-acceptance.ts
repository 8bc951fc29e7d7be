import { refuse, type LocalDate, type Refusal } from '@cap/contracts';
import type { Stay } from './state';

/**
 * CAP-3: a stay starts only on an accepted proposal, so not on a day before its acceptance: who was there already came
 * past the CAP. Stays from elsewhere have no acceptance.
 */
export function checkAdmittedAfterAcceptance(
  { stayId, from }: Pick<Stay, 'stayId' | 'from'>,
  admittedOn: LocalDate,
): Refusal | null {
  if (from.origin !== 'proposal' || admittedOn >= from.acceptedOn) return null;
  return refuse('admission-before-acceptance', { stayId, admittedOn, acceptedOn: from.acceptedOn });
}
