import { Follower, OutwardReader, resumeHalted, type PassOutcome, type Turn } from '@cap/event-store';
import { publicTopics } from '@cap/events';
import { NotWritten, traceparentIn, TopicWriter, type TopicMessages } from '@cap/kafka';
import { tellTraces, type JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';
import { HaltedReaders } from '../halted-readers';
import type { Role } from '../role';
import type { WorkerConfig } from '../worker.config';
import { BrokerWatch } from './broker-watch';
import { outgoingBatch } from './outgoing-batch';

export const relayCheckpoint = 'relay';

const pollMs = 250;
/** Thin events of less than a kilobyte: far below the megabyte that a broker takes at once. */
const atOnce = 250;
/** Another process goes on for a dead one after this time. */
const leaseMs = 5000;

export type RelaySettings = Pick<WorkerConfig, 'kafkaBrokers' | 'topicPartitions' | 'eventSource' | 'apiAddress'>;

/**
 * Writes what may leave the house to the CAP's own topics, in the order of the log: first to the broker, then the
 * checkpoint, each batch after the one before. A crash between the two gives a late duplicate; never a gap, and per key
 * never a later event before an earlier one. The broker holds up this role only.
 */
export class Relay implements Role {
  readonly wakenedBy = ['cap_log'] as const;
  private readonly reader: OutwardReader;
  private readonly writer: TopicWriter;
  private readonly follower: Follower;
  private readonly halted: HaltedReaders;
  private readonly broker: BrokerWatch;
  private resumed = false;
  private stopped = false;
  private writing: AbortController | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: RelaySettings,
    log: JsonLogger,
    /** Whose lease it is: the process's own id, so that it is known where the role is. */
    holder: string,
  ) {
    this.reader = new OutwardReader(dataSource, relayCheckpoint, leaseMs, holder);
    this.halted = new HaltedReaders(dataSource, log);
    this.broker = new BrokerWatch(() => this.reader.waitsFor('the broker'), log);
    this.writer = new TopicWriter({
      brokers: settings.kafkaBrokers,
      clientId: 'cap-relay',
      topics: publicTopics,
      partitions: settings.topicPartitions,
    });
    const onError = (error: unknown) => {
      // That the broker does not answer was told, once.
      if (!(error instanceof NotWritten)) log.warn('The relay tries again.', { role: 'relay' }, error);
    };
    this.follower = new Follower(() => this.pass(), { pollMs, onError });
  }

  start(): void {
    this.follower.start();
  }

  wake(): void {
    this.follower.wake();
  }

  /** What the broker does not take now is written by the next process. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.writing?.abort(new Error('The relay stops.'));
    await this.follower.stop();
    await this.reader.waitsFor(null);
    await this.reader.giveUp();
    await this.writer.close();
  }

  private async pass(): Promise<PassOutcome> {
    if (!this.resumed) await resumeHalted(this.dataSource, relayCheckpoint);
    this.resumed = true;
    const turn = await this.reader.turn(atOnce);
    const outcome = typeof turn === 'string' ? turn : await this.relay(turn);
    if (outcome === 'elsewhere') return 'level';
    await this.halted.tell(relayCheckpoint, outcome);
    return outcome;
  }

  private async relay(turn: Turn): Promise<PassOutcome> {
    const { messages, upTo, flaw } = await outgoingBatch(this.dataSource, turn.events, this.settings);
    if (upTo === turn.after) {
      await this.reader.halt(flaw);
      return 'halted';
    }
    if (messages.length > 0) await this.write(messages);
    return (await this.reader.done(turn, upTo)) ? 'moved' : 'level';
  }

  /** Keeps the lease meanwhile; when another process has it all the same, there is nothing left to wait for. */
  private async write(messages: readonly TopicMessages[]): Promise<void> {
    const writing = new AbortController();
    this.writing = writing;
    if (this.stopped) writing.abort(new Error('The relay stops.'));
    const since = Date.now();
    const keeping = setInterval(() => void this.keepLease(writing), leaseMs / 3);
    try {
      await this.broker.during(this.writer.write(messages, writing.signal), writing.signal);
      tellWritten(messages, since);
    } finally {
      clearInterval(keeping);
      this.writing = null;
    }
  }

  private async keepLease(writing: AbortController): Promise<void> {
    // A database that does not answer says nothing about the lease.
    const kept = await this.reader.keep().catch(() => true);
    if (!kept) writing.abort(new Error('Another process has the lease.'));
  }
}

/** In each trace that a message belongs to: when the broker had it. */
function tellWritten(written: readonly TopicMessages[], since: number): void {
  for (const { topic, messages } of written) {
    const about = { kind: 'producer', fields: { 'messaging.destination.name': topic } } as const;
    tellTraces(['send', topic], about, since, () => messages.map((message) => traceparentIn(message)));
  }
}
