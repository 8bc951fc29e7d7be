import type { Kafka, Producer, ProducerBatch, ProducerRecord, RecordMetadata } from 'kafkajs';

/**
 * An idempotent producer that waits for all replicas, and is another one after a send that failed. When an answer is lost, the
 * broker has counted messages that kafkajs has not: each later send over that producer is refused as out of order, for ever.
 * Whoever's send fails sends the same again; a message may then come twice. Connects by itself.
 */
export class RenewedProducer implements Pick<Producer, 'send' | 'sendBatch'> {
  private current: Promise<Producer> | null = null;

  constructor(private readonly kafka: Kafka) {}

  send = (record: ProducerRecord): Promise<RecordMetadata[]> => this.over((producer) => producer.send(record));

  sendBatch = (batch: ProducerBatch): Promise<RecordMetadata[]> => this.over((producer) => producer.sendBatch(batch));

  disconnect(): Promise<void> {
    return this.leave(this.current);
  }

  private async over<T>(work: (producer: Producer) => Promise<T>): Promise<T> {
    const mine = (this.current ??= this.connect());
    try {
      return await work(await mine);
    } catch (error) {
      // Others may be at work over it: they end by themselves, and fail at worst.
      void this.leave(mine);
      throw error;
    }
  }

  private async leave(which: Promise<Producer> | null): Promise<void> {
    if (this.current === which) this.current = null;
    await which?.then((producer) => producer.disconnect()).catch(() => undefined);
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }
}
