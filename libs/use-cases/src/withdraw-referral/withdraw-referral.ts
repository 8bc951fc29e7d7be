import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type ReferralId, type WithdrawReferral as Body } from '@cap/contracts';
import { withdrawReferral } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { giveUpPlaces } from '../shared/give-up-places';
import { ensureOwn } from '../shared/permission';
import { loadReferral } from '../shared/referral';

type Content = Body & { referralId: ReferralId };

/** REF-5: the referrer takes a referral back; places that were held for it are free again in the same transaction. */
export class WithdrawReferral extends CapCommand<Content, { referralId: ReferralId; version: number }> {}

@CommandHandler(WithdrawReferral)
export class WithdrawReferralHandler implements ICommandHandler<WithdrawReferral> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: WithdrawReferral) {
    return this.runner.run(envelope, (work) => withdraw(work, given, content));
  }
}

async function withdraw(work: UnitOfWork, given: Given, { referralId, reason }: Content) {
  const { version, state } = await loadReferral(work, referralId, given);
  ensureOwn(work.actor, 'WithdrawReferral', { organisationId: state.referrerId, what: 'referral' });
  const events = withdrawReferral({ at: work.at, reason }, state, {});
  if (isRefusal(events)) return events;
  await giveUpPlaces(work, events);
  return { referralId, version: await work.append('referral', referralId, version, events) };
}
