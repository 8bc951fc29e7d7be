import type { WebhookId } from '@cap/contracts';
import { dueWebhooks, Follower } from '@cap/event-store';
import type { JsonLogger } from '@cap/platform';
import type { WebhookSecrets } from '@cap/use-cases';
import type { DataSource } from 'typeorm';
import type { Role } from '../role';
import { Delivery, type DeliverySettings } from './delivery';

/** Real milliseconds between two looks for subscribers who have something to get. */
const scanMs = 1000;

/**
 * Brings subscribers what leaves the house, over HTTP. Each has its own place in the log, its own lease and its own pace: one
 * that is slow or gone holds up nobody else. One look for all of them tells who has something to get; nobody else is asked.
 */
export class Webhooks implements Role {
  readonly wakenedBy = ['cap_log'] as const;
  private readonly deliveries = new Map<WebhookId, Delivery>();
  private readonly scanner: Follower;

  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: WebhookSecrets,
    private readonly settings: DeliverySettings,
    private readonly log: JsonLogger,
    private readonly holder: string,
  ) {
    const onError = (error: unknown) => log.warn('Webhooks wait for the database.', { role: 'webhooks' }, error);
    this.scanner = new Follower(() => this.scan(), { pollMs: scanMs, onError });
  }

  start(): void {
    this.scanner.start();
  }

  wake(): void {
    this.scanner.wake();
  }

  async stop(): Promise<void> {
    await this.scanner.stop();
    await Promise.all([...this.deliveries.values()].map((delivery) => delivery.stop()));
  }

  private async scan(): Promise<'level'> {
    for (const webhookId of await dueWebhooks(this.dataSource)) {
      const delivery = this.deliveries.get(webhookId);
      if (delivery) delivery.wake();
      else this.begin(webhookId);
    }
    return 'level';
  }

  private begin(webhookId: WebhookId): void {
    const { dataSource, secrets, settings, log, holder } = this;
    const delivery = new Delivery(dataSource, webhookId, secrets, settings, log, holder);
    this.deliveries.set(webhookId, delivery);
    delivery.start();
  }
}
