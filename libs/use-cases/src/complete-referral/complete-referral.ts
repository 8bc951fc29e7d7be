import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type CaseId, type CompleteReferral as Body, type ReferralId } from '@cap/contracts';
import { completeReferral } from '@cap/domain';
import { Dossier, lookWithin } from '@cap/dossier';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { referrerTypeOf } from '../registry/facts';
import { CapCommand, type Given } from '../shared/command';
import { ensureOwn } from '../shared/permission';
import { loadReferral } from '../shared/referral';

type Content = Body & { referralId: ReferralId };

/** REF-5: the referrer completes a referral that came back. The case gets a new version in the dossier. */
export class CompleteReferral extends CapCommand<Content, { referralId: ReferralId; version: number }> {}

@CommandHandler(CompleteReferral)
export class CompleteReferralHandler implements ICommandHandler<CompleteReferral> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly dossier: Dossier,
  ) {}

  execute({ envelope, given, content }: CompleteReferral) {
    return this.runner.run(envelope, (work) => complete(work, given, content, this.dossier));
  }
}

async function complete(work: UnitOfWork, given: Given, content: Content, dossier: Dossier) {
  const { manager, at, actor } = work;
  const { referralId, version, state } = await loadReferral(work, content.referralId, given);
  ensureOwn(actor, 'CompleteReferral', { organisationId: state.referrerId, what: 'referral' });
  const { case: details, referralId: _asked, ...asked } = content;
  const caseId = work.id<CaseId>('case');
  const facts = { referrerType: await referrerTypeOf(manager, state.referrerId) };
  const events = completeReferral({ at, request: { ...asked, caseId } }, state, facts);
  if (isRefusal(events)) return events;
  const kept = { caseId, referralId, personId: state.personId, case: details };
  await dossier.keepCase(manager, kept, lookWithin(work, 'referral'));
  return { referralId, version: await work.append('referral', referralId, version, events) };
}
