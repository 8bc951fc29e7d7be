import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeWebhookSecret as Body, WebhookId } from '@cap/contracts';
import { changeWebhookSecret, CommandRunner } from '@cap/event-store';
import { CapCommand } from '../shared/command';
import { NotFound } from '../shared/errors';
import { WebhookSecrets } from '../shared/webhook-secrets';

/** A subscriber gets another secret, and misses nothing: for a day what is sent is signed under both. */
export class ChangeWebhookSecret extends CapCommand<Body & { webhookId: WebhookId }, { webhookId: WebhookId }> {}

@CommandHandler(ChangeWebhookSecret)
export class ChangeWebhookSecretHandler implements ICommandHandler<ChangeWebhookSecret> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly secrets: WebhookSecrets,
  ) {}

  execute({ envelope, content: { webhookId, secret } }: ChangeWebhookSecret) {
    const sealed = this.secrets.seal(webhookId, secret);
    return this.runner.run(envelope, async ({ manager }) => {
      if (!(await changeWebhookSecret(manager, webhookId, sealed))) throw new NotFound('webhook');
      return { webhookId };
    });
  }
}
