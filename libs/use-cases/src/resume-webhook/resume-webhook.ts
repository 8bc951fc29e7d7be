import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ResumeWebhook as Body, WebhookId } from '@cap/contracts';
import { CommandRunner, resumeWebhook } from '@cap/event-store';
import { CapCommand } from '../shared/command';
import { NotFound } from '../shared/errors';

/** A subscriber gets events again: from where it was, or once more from an earlier position of the log. */
export class ResumeWebhook extends CapCommand<Body & { webhookId: WebhookId }, { webhookId: WebhookId }> {}

@CommandHandler(ResumeWebhook)
export class ResumeWebhookHandler implements ICommandHandler<ResumeWebhook> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, content: { webhookId, after } }: ResumeWebhook) {
    return this.runner.run(envelope, async ({ manager }) => {
      if (!(await resumeWebhook(manager, webhookId, after ?? null))) throw new NotFound('webhook');
      return { webhookId };
    });
  }
}
