import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuse, type RegisterWebhook as Body, type WebhookId } from '@cap/contracts';
import { addWebhook, CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand } from '../shared/command';
import { WebhookAddresses } from '../shared/webhook-addresses';
import { WebhookSecrets } from '../shared/webhook-secrets';

/** The administrator lets somebody have what leaves the house over HTTP. Of the secret nothing stays but its seal. */
export class RegisterWebhook extends CapCommand<Body, { webhookId: WebhookId }> {}

@CommandHandler(RegisterWebhook)
export class RegisterWebhookHandler implements ICommandHandler<RegisterWebhook> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly secrets: WebhookSecrets,
    private readonly addresses: WebhookAddresses,
  ) {}

  /** Throws an `UnacceptableAddress`. */
  execute({ envelope, content }: RegisterWebhook) {
    this.addresses.ensureAcceptable(content.url);
    return this.runner.run(envelope, (work) => register(work, content, this.secrets));
  }
}

async function register({ manager }: UnitOfWork, { secret, after, ...asked }: Body, secrets: WebhookSecrets) {
  const webhookId = asked.webhookId as WebhookId;
  const sealedSecret = secrets.seal(webhookId, secret);
  const added = await addWebhook(manager, { ...asked, webhookId, sealedSecret, position: after ?? null });
  return added ? { webhookId } : refuse('already-registered', { webhookId });
}
