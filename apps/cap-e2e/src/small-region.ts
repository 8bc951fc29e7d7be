import { randomUUID } from 'node:crypto';
import type { ReferralView } from '@cap/contracts';
import { Actor } from './support/actor';
import { livingGroup, submission } from './support/bodies';
import { intoMatching } from './support/placing';

/** One provider with one unit of one free place, and one referral that waits for a proposal. All invented. */
export interface SmallRegion {
  readonly unitId: string;
  readonly desk: Actor;
  /** A referral in matching that fits the unit. */
  readonly referralId: string;
}

/** Registers the region over HTTP: the unit has 8 places in use, of which 7 are occupied. */
export async function registerSmallRegion(api: string): Promise<SmallRegion> {
  const [providerId, locationId, unitId, referrerId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const administrator = await Actor.signIn(api, 'administrator');
  await administrator.give('/v1/providers', { providerId, name: 'De Verzonnen Els', role: 'tactical' });
  const location = { locationId, name: 'Huis', municipality: 'GM0637', postcode: 2711 };
  await administrator.give(`/v1/providers/${providerId}/locations`, location);
  await administrator.give('/v1/units', { ...livingGroup, unitId, locationId, name: 'Groep 12' });
  await administrator.give(`/v1/units/${unitId}/agreements`, {
    agreementId: randomUUID(),
    from: '2020-01-01',
    places: 8,
  });
  await administrator.give('/v1/referrers', {
    referrerId,
    name: 'Toegang Zoetermeer',
    referrerType: 'municipal-access',
    municipality: 'GM0637',
  });
  const planner = await Actor.signIn(api, 'planner', providerId);
  const observedAt = new Date(Date.now() - 60_000).toISOString();
  const report = { id: randomUUID(), unitId, observedAt, inOperation: 8, occupied: 7 };
  await planner.give('/v1/availability-reports', { reports: [report] });
  const desk = await Actor.signIn(api, 'desk');
  const referrer = await Actor.signIn(api, 'referrer', referrerId);
  const { referralId } = await referrer.give<Pick<ReferralView, 'referralId'>>('/v1/referrals', submission());
  await desk.give(`/v1/referrals/${referralId}/triage-decisions`, intoMatching);
  return { unitId, desk, referralId };
}
