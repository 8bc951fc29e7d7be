import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CaseId, PersonId, ReferralId, ReferrerId, SubmitReferral as Content } from '@cap/contracts';
import { isRefusal } from '@cap/contracts';
import { referralFold, referralNumber, submitReferral } from '@cap/domain';
import { Dossier, lookWithin } from '@cap/dossier';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { referrerTypeOf } from '../registry/facts';
import { CapCommand } from '../shared/command';

export interface ReferralSubmitted {
  referralId: ReferralId;
  number: string;
  version: number;
}

/** CAP-1: the one way in. The referrer is the actor's own organisation. */
export class SubmitReferral extends CapCommand<Content, ReferralSubmitted> {}

@CommandHandler(SubmitReferral)
export class SubmitReferralHandler implements ICommandHandler<SubmitReferral> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly dossier: Dossier,
  ) {}

  execute(command: SubmitReferral) {
    return this.runner.run(command.envelope, (work) => submit(work, command.content, this.dossier));
  }
}

async function submit(work: UnitOfWork, { person, case: details, ...asked }: Content, dossier: Dossier) {
  const { manager, at, actor } = work;
  const referralId = work.id<ReferralId>('referral');
  const caseId = work.id<CaseId>('case');
  const referrerId = actor.organisationId as ReferrerId;
  const look = lookWithin(work, 'referral');
  const { personId } = await dossier.findOrCreatePerson(manager, person, work.id<PersonId>('person'), look);
  const numberSequence = await nextNumber(work);
  const events = submitReferral(
    { at, referralId, numberSequence, personId, referrerId, request: { ...asked, caseId } },
    referralFold.initialState,
    { referrerType: await referrerTypeOf(manager, referrerId) },
  );
  if (isRefusal(events)) return events;
  await dossier.keepCase(manager, { caseId, referralId, personId, case: details }, look);
  const version = await work.append('referral', referralId, 0, events);
  return { referralId, number: referralNumber(numberSequence), version };
}

/** A refusal leaves a gap in the numbers, which matters to nobody. */
async function nextNumber({ manager }: UnitOfWork): Promise<number> {
  const [row] = await manager.query<{ next: number }[]>(`select nextval('referral_number') as next`);
  return row!.next;
}
