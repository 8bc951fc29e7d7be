import { refuse, type Instant, type MunicipalityCode, type ReferrerId, type ReferrerType } from '@cap/contracts';
import type { ReferrerEvent } from '@cap/events';
import type { Decide } from '../decide';
import type { ReferrerState } from './state';

export interface RegisterReferrerCommand {
  readonly at: Instant;
  readonly referrerId: ReferrerId;
  readonly referrerType: ReferrerType;
  readonly municipality: MunicipalityCode | null;
}

/** CAP-2: an organisation that may refer is registered with its type, once (CAP-5). */
export const registerReferrer: Decide<RegisterReferrerCommand, ReferrerState, unknown, ReferrerEvent> = (
  { referrerId, referrerType, municipality },
  state,
) => {
  if (state.status === 'registered') return refuse('already-registered', { referrerId });
  return [{ type: 'ReferrerRegistered', data: { referrerId, referrerType, municipality } }];
};
