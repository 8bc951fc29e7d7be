import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { WebhookId } from '@cap/contracts';
import { CommandRunner, pauseWebhook } from '@cap/event-store';
import { CapCommand } from '../shared/command';
import { NotFound } from '../shared/errors';

/** A subscriber gets nothing more until it is resumed; what it has had stays had. */
export class PauseWebhook extends CapCommand<{ webhookId: WebhookId }, { webhookId: WebhookId }> {}

@CommandHandler(PauseWebhook)
export class PauseWebhookHandler implements ICommandHandler<PauseWebhook> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, content: { webhookId } }: PauseWebhook) {
    return this.runner.run(envelope, async ({ manager }) => {
      if (!(await pauseWebhook(manager, webhookId))) throw new NotFound('webhook');
      return { webhookId };
    });
  }
}
