import type { WebhookId, WebhookStateView } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { sequenceLog } from './log';

/** A subscriber, and how it does. */
export interface Webhook extends Readonly<WebhookStateView> {
  readonly name: string;
  readonly url: string;
  readonly topics: readonly string[];
}

/** The end of the log. A subscriber cannot begin after it: it would miss what is still to come. */
export const logEnd = '(select coalesce(max(position), 0) from log_order)';
/** Neither paused, nor waiting after a failed try. */
export const isDue = 'paused_at is null and next_try_at <= clock_timestamp()';
const state = `webhook_id as "webhookId", position, greatest(0, ${logEnd} - position) as behind, failures,
               last_failure as "lastFailure", paused_because as "pausedBecause", paused_at as "pausedAt"`;

/** Adds a subscriber; gives false when there is one of this id. It begins after `position`, or null: at the end of the log. */
export async function addWebhook(
  tx: EntityManager,
  added: Pick<Webhook, 'webhookId' | 'name' | 'url' | 'topics'> & { sealedSecret: Buffer; position: number | null },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into webhook (webhook_id, name, url, topics, sealed_secret, position)
     values ($1, $2, $3, $4, $5, least($6::bigint, ${logEnd}))
     on conflict do nothing returning webhook_id`,
    [added.webhookId, added.name, added.url, added.topics, added.sealedSecret, added.position],
  );
  return rows.length === 1;
}

export const listWebhooks = (manager: DataSource | EntityManager): Promise<Webhook[]> =>
  manager.query<Webhook[]>(`select ${state}, name, url, topics from webhook order by name, webhook_id`);

/** The subscribers that are due and have events of the log before them: one look for all. */
export async function dueWebhooks(dataSource: DataSource): Promise<WebhookId[]> {
  await sequenceLog(dataSource);
  const rows = await dataSource.query<{ webhookId: WebhookId }[]>(
    `select webhook_id as "webhookId" from webhook where ${isDue} and position < ${logEnd}`,
  );
  return rows.map(({ webhookId }) => webhookId);
}

/** How each subscriber does, by opaque ids. */
export const webhookStates = (manager: DataSource | EntityManager): Promise<WebhookStateView[]> =>
  manager.query<WebhookStateView[]>(`select ${state} from webhook order by webhook_id`);

/**
 * Stops delivery until it is resumed. One that was paused because it kept failing is from now on paused because it was asked:
 * somebody knows. Gives false when there is no such subscriber.
 */
export const pauseWebhook = (tx: EntityManager, webhookId: WebhookId): Promise<boolean> =>
  changes(
    tx,
    `update webhook set paused_because = 'asked', paused_at = coalesce(paused_at, clock_timestamp())
      where webhook_id = $1`,
    [webhookId],
  );

/** Delivery goes on at once: from where it was, or after `position`. Gives false when there is no such subscriber. */
export const resumeWebhook = (tx: EntityManager, webhookId: WebhookId, position: number | null): Promise<boolean> =>
  changes(
    tx,
    `update webhook set paused_because = null, paused_at = null, failures = 0, last_failure = null,
            next_try_at = '-infinity', resumptions = resumptions + 1,
            position = case when $2::bigint is null then position else least($2::bigint, ${logEnd}) end
      where webhook_id = $1`,
    [webhookId, position],
  );

/**
 * From now on this secret signs; for a day the one before does beside it. One that is changed again within that day was most
 * likely never given to the receiver: the former stays the former, for a day from now. Gives false when there is no such subscriber.
 */
export const changeWebhookSecret = (tx: EntityManager, webhookId: WebhookId, sealedSecret: Buffer): Promise<boolean> =>
  changes(
    tx,
    `update webhook set former_sealed_secret = case when former_until > clock_timestamp() then former_sealed_secret
                                                    else sealed_secret end,
            former_until = clock_timestamp() + interval '1 day', sealed_secret = $2
      where webhook_id = $1`,
    [webhookId, sealedSecret],
  );

/** Whether one row was changed. */
async function changes(tx: EntityManager, sql: string, parameters: unknown[]): Promise<boolean> {
  const [, rows] = await tx.query<[unknown[], number]>(sql, parameters);
  return rows === 1;
}
