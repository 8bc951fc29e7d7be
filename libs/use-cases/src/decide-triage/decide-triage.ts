import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  isRefusal,
  type DecideTriage as Body,
  type ReferralId,
  type ReferralStatus,
  type TextId,
} from '@cap/contracts';
import { decideTriage } from '@cap/domain';
import { Dossier, lookWithin } from '@cap/dossier';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { loadReferral } from '../shared/referral';

type Content = Body & { referralId: ReferralId };
export interface TriageDecided {
  referralId: ReferralId;
  status: ReferralStatus;
  version: number;
}

/** REF-5: the desk lets a referral into matching, or sends it back for completion, and says why. */
export class DecideTriage extends CapCommand<Content, TriageDecided> {}

@CommandHandler(DecideTriage)
export class DecideTriageHandler implements ICommandHandler<DecideTriage> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly dossier: Dossier,
  ) {}

  execute({ envelope, given, content }: DecideTriage) {
    return this.runner.run(envelope, (work) => decide(work, given, content, this.dossier));
  }
}

async function decide(work: UnitOfWork, given: Given, content: Content, dossier: Dossier) {
  const { manager, at } = work;
  const { referralId, version, state } = await loadReferral(work, content.referralId, given);
  const { outcome, reason, explanation } = content;
  const explanationId = work.id<TextId>('explanation');
  const events = decideTriage(
    outcome === 'to-matching' ? { at, outcome, explanationId } : { at, outcome, reason: reason!, explanationId },
    state,
    { hasExplanation: explanation.trim().length > 0 },
  );
  if (isRefusal(events)) return events;
  const kind = outcome === 'to-matching' ? 'triage-explanation' : 'return-explanation';
  const text = { textId: explanationId, personId: state.personId, kind, text: explanation } as const;
  await dossier.keepText(manager, text, lookWithin(work, 'triage'));
  const status: ReferralStatus = outcome === 'to-matching' ? 'in-matching' : 'returned';
  return { referralId, status, version: await work.append('referral', referralId, version, events) };
}
