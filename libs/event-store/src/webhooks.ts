import type { Instant, WebhookFailure, WebhookId, WebhookPause } from '@cap/contracts';
import type { RecordedEvent } from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';
import { giveUpLease, withLease } from './lease';
import { readLog, sequenceLog } from './log';

/** A subscriber, and how it does. */
export interface Webhook {
  readonly webhookId: WebhookId;
  readonly name: string;
  readonly url: string;
  readonly topics: readonly string[];
  /** Everything up to this position of the log has been delivered, or need not be. */
  readonly position: number;
  /** Failed tries since the last delivery. */
  readonly failures: number;
  readonly lastFailure: WebhookFailure | null;
  readonly pausedBecause: WebhookPause | null;
  readonly pausedAt: Instant | null;
}

/** What is needed to deliver, and what is to be delivered next. */
export interface WebhookTurn extends Pick<Webhook, 'url' | 'topics' | 'failures'> {
  readonly sealedSecret: Buffer;
  /** The position from which these events were taken. */
  readonly after: number;
  readonly events: readonly RecordedEvent[];
}

/** The end of the log. A subscriber cannot begin after it: it would miss what is still to come. */
const head = '(select coalesce(max(position), 0) from log_order)';
const columns = `webhook_id as "webhookId", name, url, topics, position, failures, last_failure as "lastFailure",
                 paused_because as "pausedBecause", paused_at as "pausedAt"`;

/** Adds a subscriber; gives false when there is one of this id. It begins after `position`, or null: at the end of the log. */
export async function addWebhook(
  tx: EntityManager,
  added: Pick<Webhook, 'webhookId' | 'name' | 'url' | 'topics'> & { sealedSecret: Buffer; position: number | null },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into webhook (webhook_id, name, url, topics, sealed_secret, position)
     values ($1, $2, $3, $4, $5, least($6::bigint, ${head}))
     on conflict do nothing returning webhook_id`,
    [added.webhookId, added.name, added.url, added.topics, added.sealedSecret, added.position],
  );
  return rows.length === 1;
}

export const listWebhooks = (manager: DataSource | EntityManager): Promise<Webhook[]> =>
  manager.query<Webhook[]>(`select ${columns} from webhook order by name, webhook_id`);

/** Stops delivery until it is resumed. Gives false when there is no such subscriber. */
export async function pauseWebhook(tx: EntityManager, webhookId: WebhookId): Promise<boolean> {
  const [, rows] = await tx.query<[unknown[], number]>(
    `update webhook set paused_because = coalesce(paused_because, 'asked'), paused_at = coalesce(paused_at, clock_timestamp())
      where webhook_id = $1`,
    [webhookId],
  );
  return rows === 1;
}

/** Delivery goes on at once: from where it was, or after `position`. Gives false when there is no such subscriber. */
export async function resumeWebhook(
  tx: EntityManager,
  webhookId: WebhookId,
  position: number | null,
): Promise<boolean> {
  const [, rows] = await tx.query<[unknown[], number]>(
    `update webhook set paused_because = null, paused_at = null, failures = 0, last_failure = null,
            next_try_at = '-infinity', position = case when $2::bigint is null then position else least($2::bigint, ${head}) end
      where webhook_id = $1`,
    [webhookId, position],
  );
  return rows === 1;
}

/** How long one process has a subscriber to itself, in real milliseconds: longer than a turn takes. */
const leaseMs = 60_000;

/**
 * One subscriber's place in the log. Events are taken under a lease and delivered outside of any transaction; then the place
 * moves, only for who has the lease, and only from where it began: who dies in between leaves the same events to the next.
 */
export class WebhookPlace {
  constructor(
    private readonly dataSource: DataSource,
    private readonly webhookId: WebhookId,
    private readonly holder: string,
  ) {}

  /** The next events; null when there is nothing to do now, or another process does it. Throws `NewerShape`. */
  async turn(limit: number): Promise<WebhookTurn | null> {
    await sequenceLog(this.dataSource);
    const [look] = await this.dataSource.query<{ ready: boolean }[]>(
      `select paused_at is null and next_try_at <= clock_timestamp() and position < ${head} as ready
         from webhook where webhook_id = $1`,
      [this.webhookId],
    );
    if (!look!.ready) return null;
    return this.underLease(async (tx) => {
      const [row] = await tx.query<(Omit<WebhookTurn, 'events'> & { ready: boolean })[]>(
        `select url, topics, failures, sealed_secret as "sealedSecret", position as after,
                paused_at is null and next_try_at <= clock_timestamp() as ready
           from webhook where webhook_id = $1`,
        [this.webhookId],
      );
      const { ready, ...place } = row!;
      const events = ready ? await readLog(tx, place.after, limit) : [];
      return events.length === 0 ? null : { ...place, events };
    });
  }

  /** Everything up to `upTo` is delivered. False when the place was moved meanwhile, or another process has gone on. */
  async delivered({ after }: WebhookTurn, upTo: number): Promise<boolean> {
    const moved = await this.underLease(async (tx) => {
      const [, rows] = await tx.query<[unknown[], number]>(
        `update webhook set position = $3, failures = 0, last_failure = null where webhook_id = $1 and position = $2`,
        [this.webhookId, after, upTo],
      );
      return rows === 1;
    });
    return moved ?? false;
  }

  /** A try failed: the next is in `waitMs`, or, null, the subscriber is paused. */
  async failed(because: WebhookFailure, waitMs: number | null): Promise<void> {
    await this.underLease((tx) =>
      tx.query(
        `update webhook set failures = failures + 1, last_failure = $2,
                next_try_at = clock_timestamp() + coalesce($3::integer, 0) * interval '1 millisecond',
                paused_because = case when $3::integer is null then 'failing' end,
                paused_at = case when $3::integer is null then clock_timestamp() end
          where webhook_id = $1 and paused_at is null`,
        [this.webhookId, because, waitMs],
      ),
    );
  }

  giveUp(): Promise<void> {
    return giveUpLease(this.dataSource, this.lease, this.holder);
  }

  private get lease(): string {
    return `webhook:${this.webhookId}`;
  }

  private async underLease<T>(work: (tx: EntityManager) => Promise<T>): Promise<T | null> {
    const outcome = await withLease(this.dataSource, this.lease, this.holder, leaseMs, work);
    return outcome.held ? outcome.result : null;
  }
}
