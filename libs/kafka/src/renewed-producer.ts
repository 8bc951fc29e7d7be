import type { Kafka, Producer, ProducerBatch, ProducerRecord, RecordMetadata } from 'kafkajs';

/** One producer of kafkajs, and how many sends are under way over it. */
interface Line {
  readonly producer: Promise<Producer>;
  sending: number;
}

/**
 * An idempotent producer that waits for all replicas, and is another one after a send that failed. When an answer is lost, the
 * broker has counted messages that kafkajs has not: each later send over that producer is refused as out of order, for ever.
 * Whoever's send fails sends the same again; a message may then come twice. Connects by itself.
 */
export class RenewedProducer implements Pick<Producer, 'send' | 'sendBatch'> {
  private current: Line | null = null;

  constructor(private readonly kafka: Kafka) {}

  send = (record: ProducerRecord): Promise<RecordMetadata[]> => this.over((producer) => producer.send(record));

  sendBatch = (batch: ProducerBatch): Promise<RecordMetadata[]> => this.over((producer) => producer.sendBatch(batch));

  /** Ends the connection; a send that is under way may fail. */
  async disconnect(): Promise<void> {
    const line = this.current;
    this.current = null;
    await hangUp(line);
  }

  private async over<T>(work: (producer: Producer) => Promise<T>): Promise<T> {
    const mine = (this.current ??= { producer: this.connect(), sending: 0 });
    mine.sending += 1;
    try {
      return await work(await mine.producer);
    } catch (error) {
      if (this.current === mine) this.current = null;
      throw error;
    } finally {
      mine.sending -= 1;
      // Not before the last one ends: kafkajs connects again for a send that finds it disconnected, and stays so.
      if (mine.sending === 0 && this.current !== mine) void hangUp(mine);
    }
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }
}

/** A producer that never connected, or is gone already, has nothing to end. */
async function hangUp(line: Line | null): Promise<void> {
  await line?.producer.then((producer) => producer.disconnect()).catch(() => undefined);
}
