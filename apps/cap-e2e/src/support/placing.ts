import type { ProposalView, ReferralView, StayView, SubmitReferral } from '@cap/contracts';
import { submission } from './bodies';
import type { House, Office, Region } from './region';

type Submitted = Pick<ReferralView, 'referralId' | 'number' | 'version'>;
type Proposed = Pick<ProposalView, 'proposalId' | 'placementId' | 'expiresAt' | 'version'>;
type Accepted = { stayId: string; referralId: string; version: number };

/** Submits a referral. */
export const submit = (office: Office, body: SubmitReferral = submission()): Promise<Submitted> =>
  office.referrer.give<Submitted>('/v1/referrals', body);

/** REF-5: the decision that lets a referral into matching, with its explanation. */
export const intoMatching = {
  outcome: 'to-matching',
  explanation: 'Verblijf is nodig, en de vraag is duidelijk.',
} as const;

/** Submits a referral, and the desk lets it into matching. Gives its id. */
export async function toMatching(region: Region, office: Office, body?: SubmitReferral): Promise<string> {
  const { referralId } = await submit(office, body);
  await region.desk.give(`/v1/referrals/${referralId}/triage-decisions`, intoMatching);
  return referralId;
}

/** Proposes a referral to a house. */
export const propose = (region: Region, referralId: string, { unitId }: House): Promise<Proposed> =>
  region.desk.give<Proposed>(`/v1/referrals/${referralId}/proposals`, { unitId });

/** A new referral with an open proposal. */
export async function proposed(region: Region, office: Office, house: House, body?: SubmitReferral) {
  const referralId = await toMatching(region, office, body);
  return { referralId, ...(await propose(region, referralId, house)) };
}

/** A new referral with an accepted proposal, planned for today. */
export async function planned(region: Region, office: Office, house: House, body?: SubmitReferral) {
  const proposal = await proposed(region, office, house, body);
  const accept = { plannedFrom: await region.today() };
  const accepted = await house.planner.give<Accepted>(`/v1/proposals/${proposal.proposalId}/acceptances`, accept);
  return { ...proposal, stayId: accepted.stayId };
}

/** A new referral whose stay has started, now. */
export async function admitted(region: Region, office: Office, house: House, body?: SubmitReferral) {
  const stay = await planned(region, office, house, body);
  await house.planner.give(`/v1/stays/${stay.stayId}/admissions`, { at: await region.now() });
  return stay;
}

export const readStay = (reader: { read<T>(path: string): Promise<T> }, stayId: string): Promise<StayView> =>
  reader.read<StayView>(`/v1/stays/${stayId}`);
