import type { ProposalId, ReferralId } from '@cap/contracts';
import { claimOfProposal } from '@cap/capacity';
import { foldEvents, referralFold, submitted, type SubmittedReferral } from '@cap/domain';
import type { UnitOfWork } from '@cap/event-store';
import type { Given } from './command';
import { NotFound } from './errors';
import { ensureVersion } from './expected-version';

export interface LoadedReferral {
  readonly referralId: ReferralId;
  readonly version: number;
  readonly state: SubmittedReferral;
}

/** A referral as it stands. Throws `NotFound`, or `WrongVersion` when the command was decided on another version. */
export async function loadReferral(work: UnitOfWork, referralId: ReferralId, given?: Given): Promise<LoadedReferral> {
  const stream = await work.load('referral', referralId);
  if (stream.version === 0) throw new NotFound('referral');
  if (given) ensureVersion(given, stream.version);
  return { referralId, version: stream.version, state: submitted(foldEvents(referralFold, stream.events)) };
}

/** The referral that a proposal belongs to, and the claim that holds its place. Throws `NotFound`. */
export async function loadReferralOfProposal(work: UnitOfWork, proposalId: ProposalId, given: Given) {
  const claim = await claimOfProposal(work.manager, proposalId);
  if (!claim?.referralId) throw new NotFound('proposal');
  return { claim, referral: await loadReferral(work, claim.referralId, given) };
}
