import type { ActorRole, ProposalId, ReferralId, ReportId } from '@cap/contracts';
import { businessInstant, Wakeup } from '@cap/event-store';
import { freshDatabase } from '@cap/testing';
import { AgreeCapacity, AgreeCapacityHandler } from './agree-capacity/agree-capacity';
import { CompleteReferral, CompleteReferralHandler } from './complete-referral/complete-referral';
import { DecideTriage, DecideTriageHandler } from './decide-triage/decide-triage';
import { DeclineProposal, DeclineProposalHandler } from './decline-proposal/decline-proposal';
import { ProposePlace, ProposePlaceHandler } from './propose-place/propose-place';
import { answered, newId, Region, submission } from './region.fixture';
import { ReportAvailability, ReportAvailabilityHandler } from './report-availability/report-availability';
import { NotFound } from './shared/errors';
import { SubmitReferral, SubmitReferralHandler } from './submit-referral/submit-referral';
import { ViewProposal, ViewProposalHandler } from './view-proposal/view-proposal';
import { ViewReferral, ViewReferralHandler } from './view-referral/view-referral';
import { WithdrawReferral, WithdrawReferralHandler } from './withdraw-referral/withdraw-referral';

let region: Region;
beforeEach(async () => void (region = await Region.open(await freshDatabase())));
afterEach(() => region.close());

const intoMatching = { outcome: 'to-matching', explanation: 'De vraag is duidelijk.' } as const;

const submit = () => {
  const command = new SubmitReferral(region.given('referrer', region.referrerId), submission);
  return answered(new SubmitReferralHandler(region.runner, region.dossier).execute(command));
};
const decide = (content: ConstructorParameters<typeof DecideTriage>[1]) =>
  answered(
    new DecideTriageHandler(region.runner, region.dossier).execute(new DecideTriage(region.given('desk'), content)),
  );
const referralFor = (referralId: ReferralId, role: ActorRole, organisationId: string | null = null) => {
  const query = new ViewReferral(region.given(role, organisationId).actor, referralId);
  return new ViewReferralHandler(region.dataSource, region.dossier).execute(query);
};
const proposalFor = (proposalId: ProposalId, role: ActorRole, organisationId: string | null = null) => {
  const query = new ViewProposal(region.given(role, organisationId).actor, proposalId);
  return new ViewProposalHandler(region.dataSource, region.dossier).execute(query);
};

/** A referral in matching with a proposal to the unit, which has one free place. */
async function proposed() {
  const { runner, dossier, dataSource, unitId, providerId } = region;
  const agreement = { unitId, agreementId: newId(), from: '2020-01-01' };
  const agree = new AgreeCapacity(region.given('administrator'), agreement);
  await answered(new AgreeCapacityHandler(runner).execute(agree));
  const observedAt = await businessInstant(dataSource);
  const report = { id: newId<ReportId>(), unitId, observedAt, inOperation: 1, occupied: 0 };
  const reports = new ReportAvailabilityHandler(dataSource, new Wakeup(dataSource));
  await reports.execute(new ReportAvailability(providerId, [report]));
  const { referralId } = await submit();
  await decide({ referralId, ...intoMatching });
  const propose = new ProposePlace(region.given('desk'), { referralId, unitId });
  return answered(new ProposePlaceHandler(runner, dossier).execute(propose));
}

describe('PRP-3: the explanation of a decline', () => {
  const explanation = 'In deze groep speelt nu te veel.';
  const decline = (proposalId: ProposalId) => {
    const given = region.given('planner', region.providerId);
    const command = new DeclineProposal(given, { proposalId, reason: 'safety-in-the-group', explanation });
    return answered(new DeclineProposalHandler(region.runner, region.dossier).execute(command));
  };

  it('is read by the desk, the own provider and the own referrer, and each look is recorded', async () => {
    const { proposalId } = await proposed();
    expect(await proposalFor(proposalId, 'desk')).not.toHaveProperty('declineExplanation');
    await decline(proposalId);
    const readers = [
      ['desk', null],
      ['planner', region.providerId],
      ['referrer', region.referrerId],
    ] as const;
    for (const [role, organisationId] of readers) {
      const shown = await proposalFor(proposalId, role, organisationId);
      expect(shown).toMatchObject({ declineReason: 'safety-in-the-group', declineExplanation: explanation });
      expect(shown).not.toHaveProperty('fit');
    }
    const looks = await region.dataSource.query<object[]>(
      `select actor_role, purpose from access_record where subject_kind = 'text' and action = 'read' order by id`,
    );
    expect(looks).toEqual(readers.map(([role]) => ({ actor_role: role, purpose: 'proposal' })));
  });

  it('is not there for somebody else, nor among the proposals of a referral', async () => {
    const { proposalId, referralId } = await proposed();
    await decline(proposalId);
    await expect(proposalFor(proposalId, 'planner', newId())).rejects.toThrow(NotFound);
    await expect(proposalFor(proposalId, 'referrer', newId())).rejects.toThrow(NotFound);
    const { proposals } = await referralFor(referralId, 'referrer', region.referrerId);
    expect(proposals[0]).not.toHaveProperty('declineExplanation');
  });
});

describe('REF-5: the last decision of the desk', () => {
  it.each(['', '  \n '])(
    'is refused without an explanation, and leaves nothing in the dossier: %j',
    async (explanation) => {
      const { referralId } = await submit();
      const command = new DecideTriage(region.given('desk'), { referralId, outcome: 'to-matching', explanation });
      const outcome = await new DecideTriageHandler(region.runner, region.dossier).execute(command);
      expect(outcome).toMatchObject({ refused: 'triage-without-explanation', rule: 'REF-5' });
      expect(await referralFor(referralId, 'desk')).toMatchObject({ status: 'awaiting-triage', triage: null });
      expect(await region.dataSource.query('select from dossier_text')).toEqual([]);
    },
  );

  it('is shown to the referrer with its reason, words and moment, also after what follows', async () => {
    const { referralId } = await submit();
    const shown = () => referralFor(referralId, 'referrer', region.referrerId);
    expect(await shown()).toMatchObject({ triage: null, returned: null, withdrawn: null });

    const back = { reason: 'safety-unclear', explanation: 'Wie is er thuis?' } as const;
    await decide({ referralId, outcome: 'return-for-completion', ...back });
    const returned = { outcome: 'return-for-completion', ...back, at: expect.any(String) as string };
    expect(await shown()).toMatchObject({ triage: returned, returned: back });

    const { person: _known, ...completion } = submission;
    const complete = new CompleteReferral(region.given('referrer', region.referrerId), { referralId, ...completion });
    await answered(new CompleteReferralHandler(region.runner, region.dossier).execute(complete));
    expect(await shown()).toMatchObject({ status: 'awaiting-triage', triage: returned, returned: null });

    await decide({ referralId, ...intoMatching });
    expect(await shown()).toMatchObject({ triage: { ...intoMatching, reason: null } });

    const withdraw = new WithdrawReferral(region.given('referrer', region.referrerId), {
      referralId,
      reason: 'lighter-help-found',
    });
    await answered(new WithdrawReferralHandler(region.runner).execute(withdraw));
    expect(await shown()).toMatchObject({
      status: 'withdrawn',
      withdrawn: { reason: 'lighter-help-found' },
      triage: { outcome: 'to-matching' },
    });
  });
});
