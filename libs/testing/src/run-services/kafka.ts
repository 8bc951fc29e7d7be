import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@cap/local-services';
import { inContainer } from './container';
import { firstOpen, named, type Service } from './service';

const CLIENT_PORT = 9093;

/** A Kafka for one run: yours, else a container, else Maven's jars on this machine's Java. */
export const kafkaForRun = (): Promise<Service> =>
  firstOpen([
    named('Kafka', 'CAP_TEST_KAFKA', 'KAFKA_BROKERS'),
    inContainer('confluentinc/cp-kafka:8.1.0', startContainer),
    startFromMaven,
  ]);

const startContainer = async (image: string) => {
  const { KafkaContainer } = await import('@testcontainers/kafka');
  const container = await new KafkaContainer(image).withKraft().start();
  const address = `${container.getHost()}:${container.getMappedPort(CLIENT_PORT)}`;
  return { address, stop: async () => void (await container.stop()) };
};

const startFromMaven = async (): Promise<Service> => {
  const directory = mkdtempSync(join(tmpdir(), 'cap-test-kafka-'));
  const broker = await startKafka({ directory });
  const stop = async () => {
    await broker.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { address: broker.brokers, description: `Kafka from Maven on ${broker.brokers}`, stop };
};
