import { Partitioners, type Kafka, type Producer, type RecordMetadata, type TopicMessages } from 'kafkajs';
import { createAdmin, createKafka } from './client';
import { ensureTopics } from './topics';

export interface TopicWriterOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Made when they are not there, with this many partitions. */
  readonly topics: readonly string[];
  readonly partitions: number;
}

/** What was to be written may be on the broker, or a part of it, or nothing. Write it again. */
export class NotWritten extends Error {
  constructor(cause: unknown) {
    super('The broker did not take the messages.', { cause });
    this.name = 'NotWritten';
  }
}

interface Connection {
  readonly producer: Producer;
  /** Where the messages of the write that is under way must be, as `topic/partition`. */
  readonly awaited: Set<string>;
}

/**
 * Writes messages to topics and says when all replicas have them. A write that fails is over after some seconds, and so
 * is its connection: the caller writes the same again over a new one, which may give a message twice. Whoever writes one
 * batch after the other, each until it is written, keeps the order of first appearances per key.
 */
export class TopicWriter {
  private readonly kafka: Kafka;
  private connection: Promise<Connection> | null = null;

  constructor(private readonly options: TopicWriterOptions) {
    const { brokers, clientId } = options;
    this.kafka = createKafka({ brokers, clientId, retries: 3, requestTimeoutMs: 5000 });
  }

  /** Throws `NotWritten`; also, at once, when `signal` ends the wait. One write at a time. */
  async write(batch: readonly TopicMessages[], signal: AbortSignal): Promise<void> {
    const ended = new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason as Error);
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    try {
      await Promise.race([this.attempt(batch), ended]);
    } catch (error) {
      void this.close();
      throw new NotWritten(error);
    }
  }

  async close(): Promise<void> {
    const { connection } = this;
    this.connection = null;
    await connection?.then(({ producer }) => producer.disconnect()).catch(() => undefined);
  }

  private async attempt(batch: readonly TopicMessages[]): Promise<void> {
    this.connection ??= this.connect();
    const { producer, awaited } = await this.connection;
    awaited.clear();
    const written = await producer.sendBatch({ topicMessages: [...batch], acks: -1 });
    const missing = notAcknowledged(awaited, written);
    if (missing.length > 0) throw new Error(`Not acknowledged: ${missing.join(', ')}.`);
  }

  private async connect(): Promise<Connection> {
    const admin = createAdmin(this.kafka);
    try {
      await admin.connect();
      await ensureTopics(admin, this.options.topics, { partitions: this.options.partitions });
    } finally {
      await admin.disconnect();
    }
    const awaited = new Set<string>();
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: () => notingPartitioner(awaited),
    });
    await producer.connect();
    return { producer, awaited };
  }
}

/** The partitioner of every Kafka client, so that a key is where others look for it; it notes where that is. */
function notingPartitioner(awaited: Set<string>): ReturnType<typeof Partitioners.DefaultPartitioner> {
  const choose = Partitioners.DefaultPartitioner();
  return (about) => {
    const partition = choose(about);
    awaited.add(`${about.topic}/${partition}`);
    return partition;
  };
}

/**
 * Partitions that got messages and gave no acknowledgement. kafkajs takes a send for done when each broker has answered,
 * also where a partition moved, between two tries, to a broker that had answered before: then nobody wrote it.
 */
export function notAcknowledged(
  awaited: Iterable<string>,
  written: readonly Pick<RecordMetadata, 'topicName' | 'partition'>[],
): string[] {
  const acknowledged = new Set(written.map(({ topicName, partition }) => `${topicName}/${partition}`));
  return [...awaited].filter((place) => !acknowledged.has(place));
}
