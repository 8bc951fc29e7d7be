import type { WebhookFailure, WebhookId } from '@cap/contracts';
import { SealBroken } from '@cap/dossier';
import { Follower, WebhookPlace, type PassOutcome, type WebhookTurn } from '@cap/event-store';
import { writeCloudEvent } from '@cap/kafka';
import { tellTraces, type JsonLogger } from '@cap/platform';
import type { WebhookSecrets } from '@cap/use-cases';
import type { DataSource } from 'typeorm';
import { outgoingEvents, type OutgoingEvent, type Sender } from '../outgoing-events';
import { waitAfter } from './back-off';
import { postEvent } from './post-event';
import { sign } from './signature';

/** The role wakes it when there is something to deliver; without that it looks by itself now and then. */
const pollMs = 60_000;
const atOnce = 100;
/** A turn takes no longer than this and one answer: the place moves often enough, and the lease outlasts it. */
const turnMs = 15_000;
/** What cannot be told is nobody's server that must rest. As long as the lease: a newer program may have the next try. */
const untoldMs = 60_000;

export interface DeliverySettings extends Sender {
  readonly webhooksAnywhere: boolean;
}

/** How far a turn came, and why not further. */
interface Reached {
  readonly upTo: number;
  readonly failure: WebhookFailure | null;
  /** What is wrong on our side, when nothing was sent. */
  readonly flaw?: unknown;
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
    const onError = (error: unknown) => log.warn('A webhook is tried again.', { webhookId }, error);
    this.follower = new Follower(() => this.pass(), { pollMs, onError });
  }

  start(): void {
    this.follower.start();
  }

  wake(): void {
    this.follower.wake();
  }

  /** What was taken is written down; what is on its way is called off, and comes from the next process. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('The worker stops.'));
    await this.follower.stop();
    await this.place.giveUp();
  }

  private async pass(): Promise<PassOutcome> {
    const turn = await this.place.turn(atOnce);
    if (!turn) return 'level';
    const { upTo, failure, flaw } = await this.reach(turn);
    if (upTo > turn.after && !(await this.place.delivered(turn, upTo))) return 'level';
    if (failure === null) return 'moved';
    if (failure === 'cannot-be-told') await this.untold(turn, flaw);
    else await this.failed(turn, { upTo, failure });
    return 'level';
  }

  private async reach(turn: WebhookTurn): Promise<Reached> {
    const untold = (flaw: unknown): Reached => ({ upTo: turn.after, failure: 'cannot-be-told', flaw });
    if (turn.flaw !== null) return untold(turn.flaw);
    const { leaving, upTo, flaw } = await outgoingEvents(this.dataSource, turn.events, this.settings);
    if (upTo === turn.after) return untold(flaw);
    const opened = turn.sealedSecrets.map((sealed) => this.opened(sealed));
    if (opened[0] instanceof SealBroken) return untold(opened[0]);
    // A former one that does not open is left out: after the loss of a master key each subscriber gets another secret.
    const secrets = opened.filter((secret) => typeof secret === 'string');
    const asked = leaving.filter(({ topic }) => turn.topics.includes(topic));
    return this.deliver(turn, secrets, asked, upTo);
  }

  private opened(sealed: Buffer): string | SealBroken {
    try {
      return this.secrets.open(this.webhookId, sealed);
    } catch (error) {
      if (error instanceof SealBroken) return error;
      throw error;
    }
  }

  /** Looks before each event whether the turn still holds: a pause is one at the next event, and not at the next turn. */
  private async deliver(
    turn: WebhookTurn,
    secrets: readonly string[],
    asked: readonly OutgoingEvent[],
    readable: number,
  ): Promise<Reached> {
    const until = Date.now() + turnMs;
    for (const { position, event } of asked) {
      const ended = this.stopping.signal.aborted || Date.now() > until || !(await this.place.holds(turn));
      const posted = ended ? 'called-off' : await this.post(turn.url, event, secrets);
      if (posted !== 'taken') return { upTo: position - 1, failure: posted === 'called-off' ? null : posted };
    }
    return { upTo: readable, failure: null };
  }

  private async post(url: string, event: OutgoingEvent['event'], secrets: readonly string[]) {
    const { value, headers } = writeCloudEvent(event, 'structured');
    const body = String(value);
    const signed = { ...(headers as Record<string, string>), ...sign(secrets, event.id, new Date(), body) };
    const options = { anywhere: this.settings.webhooksAnywhere, signal: this.stopping.signal };
    const since = Date.now();
    const posted = await postEvent({ url, headers: signed, body }, options);
    const about = { kind: 'producer', fields: { 'cap.id': this.webhookId } } as const;
    if (posted === 'taken') tellTraces(['post', 'event'], about, since, () => [event.traceparent]);
    return posted;
  }

  /** It is ours to mend: no try of the subscriber's is counted, it is never paused for it, and the event is not passed over. */
  private async untold(turn: WebhookTurn, flaw: unknown): Promise<void> {
    if (!(await this.place.untold(turn, untoldMs)) || turn.lastFailure === 'cannot-be-told') return;
    const fields = { webhookId: this.webhookId, position: turn.after };
    this.log.error('What comes after this position cannot be told to a webhook; it is tried again.', fields, flaw);
  }

  /** Says so when it is written down: not when somebody moved the subscriber's place meanwhile. */
  private async failed(turn: WebhookTurn, { upTo, failure }: Reached & { failure: WebhookFailure }): Promise<void> {
    const failures = upTo > turn.after ? 1 : turn.failures + 1;
    const waitMs = failure === 'gone' ? null : waitAfter(failures, Math.random());
    if (!(await this.place.failed({ ...turn, after: upTo }, failure, waitMs))) return;
    const fields = { webhookId: this.webhookId, reason: failure };
    if (waitMs === null) this.log.error('A webhook kept failing and is paused.', { ...fields, count: failures });
    else if (failures === 1) this.log.warn('A webhook does not take an event; it is tried again.', fields);
  }
}
