import type { WebhookFailure, WebhookId } from '@cap/contracts';
import { NewerShape, type RecordedEvent } from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';
import { giveUpLease, withLease } from './lease';
import { readLog, sequenceLog } from './log';
import { isDue, logEnd, type Webhook } from './webhooks';

/** What is needed to deliver, and what is to be delivered next. */
export interface WebhookTurn extends Pick<Webhook, 'url' | 'topics' | 'failures' | 'lastFailure'> {
  /** What is sent is signed under each of them: the secret, and for a day after a change the one before. */
  readonly sealedSecrets: readonly Buffer[];
  /** How often the subscriber was resumed: a turn from before that moves nothing. */
  readonly resumptions: number;
  /** The position from which these events were taken. */
  readonly after: number;
  readonly events: readonly RecordedEvent[];
  /** Why the very next event cannot be read, by a program as old as this; null when it can. There are no events then. */
  readonly flaw: NewerShape | null;
}

/** From where, and since which resumption, a place may be moved. */
type From = Pick<WebhookTurn, 'after' | 'resumptions'>;

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

  /** The next events; null when there is nothing to do now, or another process does it. */
  async turn(limit: number): Promise<WebhookTurn | null> {
    await sequenceLog(this.dataSource);
    const [look] = await this.dataSource.query<{ ready: boolean }[]>(
      `select ${isDue} and position < ${logEnd} as ready from webhook where webhook_id = $1`,
      [this.webhookId],
    );
    if (!look!.ready) return null;
    return this.underLease(async (tx) => {
      const [place] = await tx.query<Omit<WebhookTurn, 'events' | 'flaw'>[]>(
        `select url, topics, failures, last_failure as "lastFailure", resumptions, position as after,
                array[sealed_secret] || case when former_until > clock_timestamp() then array[former_sealed_secret]
                                             else '{}' end as "sealedSecrets"
           from webhook where webhook_id = $1 and ${isDue}`,
        [this.webhookId],
      );
      if (!place) return null;
      const read = await nextEvents(tx, place.after, limit);
      return read.events.length > 0 || read.flaw !== null ? { ...place, ...read } : null;
    });
  }

  /** Whether a turn still holds: the subscriber was neither paused nor resumed since, and no other process goes on with it. */
  async holds({ resumptions }: From): Promise<boolean> {
    const rows = await this.dataSource.query<object[]>(
      `select from webhook join lease on lease.name = $2
        where webhook_id = $1 and paused_at is null and resumptions = $4
          and lease.holder = $3 and lease.until > clock_timestamp()`,
      [this.webhookId, this.lease, this.holder, resumptions],
    );
    return rows.length === 1;
  }

  /**
   * Everything up to `upTo` is delivered, and a former secret that no longer holds is erased. False when the subscriber was
   * resumed meanwhile, or another process has gone on.
   */
  delivered({ after, resumptions }: From, upTo: number): Promise<boolean> {
    return this.moves(
      `update webhook set position = $4, failures = 0, last_failure = null,
              former_sealed_secret = case when former_until > moment then former_sealed_secret end,
              former_until = case when former_until > moment then former_until end
         from (select clock_timestamp() as moment) as real_time
        where webhook_id = $1 and position = $2 and resumptions = $3`,
      [this.webhookId, after, resumptions, upTo],
    );
  }

  /**
   * A try of what follows `after` failed: the next is in `waitMs`, or, null, the subscriber is paused. False when it was paused
   * or resumed meanwhile, or another process has gone on.
   */
  failed({ after, resumptions }: From, because: WebhookFailure, waitMs: number | null): Promise<boolean> {
    return this.moves(
      `update webhook set failures = failures + 1, last_failure = $4,
              next_try_at = clock_timestamp() + coalesce($5::integer, 0) * interval '1 millisecond',
              paused_because = case when $5::integer is null then 'failing' end,
              paused_at = case when $5::integer is null then clock_timestamp() end
        where webhook_id = $1 and position = $2 and resumptions = $3 and paused_at is null`,
      [this.webhookId, after, resumptions, because, waitMs],
    );
  }

  /**
   * What follows `after` cannot be told, and is looked at again in `waitMs`. No try is counted. False when the subscriber was
   * paused or resumed meanwhile, or another process has gone on.
   */
  untold({ after, resumptions }: From, waitMs: number): Promise<boolean> {
    return this.moves(
      `update webhook set last_failure = $4, next_try_at = clock_timestamp() + $5::integer * interval '1 millisecond'
        where webhook_id = $1 and position = $2 and resumptions = $3 and paused_at is null`,
      [this.webhookId, after, resumptions, 'cannot-be-told' satisfies WebhookFailure, waitMs],
    );
  }

  giveUp(): Promise<void> {
    return giveUpLease(this.dataSource, this.lease, this.holder);
  }

  private get lease(): string {
    return `webhook:${this.webhookId}`;
  }

  private async moves(sql: string, parameters: unknown[]): Promise<boolean> {
    const moved = await this.underLease(async (tx) => {
      const [, rows] = await tx.query<[unknown[], number]>(sql, parameters);
      return rows === 1;
    });
    return moved ?? false;
  }

  private async underLease<T>(work: (tx: EntityManager) => Promise<T>): Promise<T | null> {
    const outcome = await withLease(this.dataSource, this.lease, this.holder, leaseMs, work);
    return outcome.held ? outcome.result : null;
  }
}

async function nextEvents(
  tx: EntityManager,
  after: number,
  limit: number,
): Promise<Pick<WebhookTurn, 'events' | 'flaw'>> {
  try {
    return { events: await readLog(tx, after, limit), flaw: null };
  } catch (error) {
    if (!(error instanceof NewerShape)) throw error;
    return { events: [], flaw: error };
  }
}
