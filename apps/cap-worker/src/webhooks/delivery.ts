import type { WebhookFailure, WebhookId } from '@cap/contracts';
import { Follower, WebhookPlace, type PassOutcome, type WebhookTurn } from '@cap/event-store';
import { writeCloudEvent } from '@cap/kafka';
import { tellTraces, type JsonLogger } from '@cap/platform';
import type { WebhookSecrets } from '@cap/use-cases';
import type { DataSource } from 'typeorm';
import { outgoingEvents, type OutgoingEvent, type Sender } from '../outgoing-events';
import { waitAfter } from './back-off';
import { postEvent } from './post-event';
import { sign } from './signature';

const pollMs = 1000;
const atOnce = 100;
/** A turn takes no longer than this and one answer: the place moves often enough, and the lease outlasts it. */
const turnMs = 15_000;

export interface DeliverySettings extends Sender {
  readonly webhooksAnywhere: boolean;
}

/** How far a turn came, and why not further. */
interface Reached {
  readonly upTo: number;
  readonly failure: WebhookFailure | null;
}

/** Brings one subscriber what leaves the house, in the order of the log, each event when the one before was taken. */
export class Delivery {
  private readonly place: WebhookPlace;
  private readonly follower: Follower;
  private readonly stopping = new AbortController();

  constructor(
    private readonly dataSource: DataSource,
    private readonly webhookId: WebhookId,
    private readonly secrets: WebhookSecrets,
    private readonly settings: DeliverySettings,
    private readonly log: Pick<JsonLogger, 'warn' | 'error'>,
    holder: string,
  ) {
    this.place = new WebhookPlace(dataSource, webhookId, holder);
    const onError = (error: unknown) => {
      if (!this.stopping.signal.aborted) log.warn('A webhook is tried again.', { webhookId }, error);
    };
    this.follower = new Follower(() => this.pass(), { pollMs, onError });
  }

  start(): void {
    this.follower.start();
  }

  wake(): void {
    this.follower.wake();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The worker stops.'));
    await this.follower.stop();
    await this.place.giveUp();
  }

  private async pass(): Promise<PassOutcome> {
    const turn = await this.place.turn(atOnce);
    if (!turn) return 'level';
    const { leaving, upTo: readable, flaw } = await outgoingEvents(this.dataSource, turn.events, this.settings);
    if (readable === turn.after) throw flaw;
    const asked = leaving.filter(({ topic }) => turn.topics.includes(topic));
    const { upTo, failure } = await this.deliver(turn, asked, readable);
    if (upTo > turn.after && !(await this.place.delivered(turn, upTo))) return 'level';
    if (failure === null) return 'moved';
    await this.failed(failure, upTo > turn.after ? 1 : turn.failures + 1);
    return 'level';
  }

  private async deliver(turn: WebhookTurn, asked: readonly OutgoingEvent[], readable: number): Promise<Reached> {
    const secret = this.secrets.open(this.webhookId, turn.sealedSecret);
    const until = Date.now() + turnMs;
    for (const { position, event } of asked) {
      if (Date.now() > until) return { upTo: position - 1, failure: null };
      const { value, headers } = writeCloudEvent(event, 'structured');
      const body = String(value);
      const signed = { ...(headers as Record<string, string>), ...sign(secret, event.id, new Date(), body) };
      const options = { anywhere: this.settings.webhooksAnywhere, signal: this.stopping.signal };
      const since = Date.now();
      const failure = await postEvent({ url: turn.url, headers: signed, body }, options);
      if (failure !== null) return { upTo: position - 1, failure };
      const about = { kind: 'producer', fields: { 'cap.id': this.webhookId } } as const;
      tellTraces(['post', 'event'], about, since, () => [event.traceparent]);
    }
    return { upTo: readable, failure: null };
  }

  /** `failures`: this one, and those in a row before it. */
  private async failed(because: WebhookFailure, failures: number): Promise<void> {
    const waitMs = waitAfter(failures, Math.random());
    const { webhookId } = this;
    if (waitMs === null) this.log.error('A webhook kept failing and is paused.', { webhookId, because, failures });
    else if (failures === 1)
      this.log.warn('A webhook does not take an event; it is tried again.', { webhookId, because });
    await this.place.failed(because, waitMs);
  }
}
