import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { BehindByTopic } from './behind-by-topic';
import type { KafkaLog } from './client';

/** Some messages of one partition, in their order. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly KafkaMessage[];
}

export interface BatchConsumerOptions {
  readonly groupId: string;
  /** Most messages that the handler gets at once. */
  readonly batchSize?: number;
  /** Topics that are handled at the same time; each one stays in its order. */
  readonly concurrency?: number;
  /** Real milliseconds after which the group takes over from a process that is dead. */
  readonly sessionTimeoutMs?: number;
}

/** The handler failed; kafkajs fetches the same messages again, for nothing of them was committed. */
export class BatchNotHandled extends Error {
  constructor(topic: string, cause: unknown) {
    super(`A batch of ${topic} was not handled and is delivered again.`, { cause });
    this.name = 'BatchNotHandled';
  }
}

/**
 * Hands the messages of a changing set of topics to a handler, at least once: an offset is committed after the
 * handler's promise, never before. A handler that fails gets the same batch again, for ever: what it must not wait for
 * (a message that can never be handled) it puts aside itself. Whatever happens to broker or group, it goes on.
 */
export class BatchConsumer {
  private readonly consumer: Consumer;
  private readonly batchSize: number;
  private readonly concurrency: number;
  private readonly heartbeatMs: number;
  private readonly topics = new Set<string>();
  private readonly behind = new BehindByTopic();
  private stopped = false;
  private revival: NodeJS.Timeout | undefined;

  constructor(
    kafka: Kafka,
    { groupId, batchSize = 500, concurrency = 4, sessionTimeoutMs = 6000 }: BatchConsumerOptions,
    private readonly handle: (batch: Batch) => Promise<void>,
    private readonly log: KafkaLog,
  ) {
    this.batchSize = batchSize;
    this.concurrency = concurrency;
    this.heartbeatMs = Math.floor(sessionTimeoutMs / 6);
    this.consumer = kafka.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: this.heartbeatMs,
      maxWaitTimeInMs: 100,
      allowAutoTopicCreation: false,
    });
    this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => this.behind.begin(payload.memberAssignment));
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      this.behind.forget();
      this.log.warn('The consumer was interrupted and begins again.', { error: payload.error.name });
      if (!payload.restart) this.reviveLater();
    });
  }

  /** Topics it listens to. */
  get followed(): readonly string[] {
    return [...this.topics];
  }

  /**
   * Messages that are yet to be handled, by topic, of what the group gave to this process: as the broker said with the
   * last messages. Nothing is known while it has no broker.
   */
  get messagesBehind(): ReadonlyMap<string, number> {
    return this.behind.byTopic;
  }

  /**
   * Listens to these topics too, each from its first message that the group has not handled. kafkajs does not see a
   * topic that was made after it subscribed, so it finishes what is under way and subscribes anew; nothing is lost.
   */
  async follow(topics: readonly string[]): Promise<void> {
    const added = topics.filter((topic) => !this.topics.has(topic));
    if (added.length === 0 || this.stopped) return;
    await this.consumer.stop();
    try {
      await this.consumer.connect();
      await this.consumer.subscribe({ topics: added, fromBeginning: true });
      for (const topic of added) this.topics.add(topic);
      await this.run();
    } catch (error) {
      // The topics that it followed before must not wait for the new ones.
      this.reviveLater();
      throw error;
    }
  }

  /** Finishes the batch that is under way, commits it and leaves the group. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.revival);
    await this.consumer.disconnect();
    this.behind.forget();
  }

  private async run(): Promise<void> {
    if (this.stopped || this.topics.size === 0) return;
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.concurrency,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  /** kafkajs gives up on errors that it takes for final; there is nobody else to go on. */
  private reviveLater(): void {
    clearTimeout(this.revival);
    if (!this.stopped) this.revival = setTimeout(() => void this.revive(), 1000);
  }

  private async revive(): Promise<void> {
    try {
      await this.consumer.connect();
      await this.run();
    } catch (error) {
      this.log.warn('The broker does not answer; trying again.', { error: (error as Error).name });
      this.reviveLater();
    }
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages, highWatermark } = payload.batch;
    const behind = (from: string | bigint) => this.behind.set(topic, partition, BigInt(highWatermark) - BigInt(from));
    if (messages.length > 0) behind(messages[0]!.offset);
    for (let from = 0; from < messages.length; from += this.batchSize) {
      if (!payload.isRunning() || payload.isStale()) return;
      const part = messages.slice(from, from + this.batchSize);
      await this.whileBeating(payload, () => this.handle({ topic, partition, messages: part }));
      const last = part.at(-1)!.offset;
      const offset = (BigInt(last) + 1n).toString();
      await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
      payload.resolveOffset(last);
      behind(offset);
    }
  }

  /** The group must see that this process lives while the handler is at work; its own errors come with the commit. */
  private async whileBeating({ batch, heartbeat }: EachBatchPayload, work: () => Promise<void>): Promise<void> {
    const beat = setInterval(() => void heartbeat().catch(() => undefined), this.heartbeatMs);
    try {
      await work();
    } catch (error) {
      throw new BatchNotHandled(batch.topic, error);
    } finally {
      clearInterval(beat);
    }
  }
}
