import { open, seal } from '@cap/dossier';
import { subKey, type MasterKey, type SubKey } from '@cap/platform';

/** Keeps the secrets of subscribers, sealed for whom they are of. */
export class WebhookSecrets {
  private readonly key: SubKey;

  constructor(master: MasterKey) {
    this.key = subKey(master, 'webhook-secrets');
  }

  seal(webhookId: string, secret: string): Buffer {
    return seal(this.key, Buffer.from(secret), `webhook/${webhookId}`);
  }

  /** Throws `SealBroken`. */
  open(webhookId: string, sealed: Buffer): string {
    return open(this.key, sealed, `webhook/${webhookId}`).toString('utf8');
  }
}
