import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka as Client, logLevel } from 'kafkajs';
import { startKafka, type Kafka } from './kafka';

const topic = 'weather';
let directory: string;
let broker: Kafka;

const client = () =>
  new Client({
    brokers: [broker.brokers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 100 },
  });

const produce = async (...values: string[]): Promise<void> => {
  const producer = client().producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  await producer.send({ topic, messages: values.map((value) => ({ value })) });
  await producer.disconnect();
};

const consume = async (count: number): Promise<string[]> => {
  const consumer = client().consumer({ groupId: `reader-${count}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const seen: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const eachMessage = ({ message }: { message: { value: Buffer | null } }) => {
      seen.push(String(message.value));
      if (seen.length === count) resolve();
      return Promise.resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return seen;
};

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cap-kafka-'));
  broker = await startKafka({ directory });
  const admin = client().admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  await admin.disconnect();
});

afterAll(async () => {
  await broker.stop();
  rmSync(directory, { recursive: true, force: true });
});

it('keeps messages and its address through a stop and through kill -9', async () => {
  const address = broker.brokers;
  await produce('sun', 'rain');
  expect(await consume(2)).toEqual(['sun', 'rain']);

  await broker.stop();
  broker = await startKafka({ directory });
  await produce('hail');
  expect(await consume(3)).toEqual(['sun', 'rain', 'hail']);

  await broker.kill();
  expect(await broker.exited).toEqual({ code: null, signal: 'SIGKILL' });
  broker = await startKafka({ directory });
  await produce('snow');
  expect(await consume(4)).toEqual(['sun', 'rain', 'hail', 'snow']);
  expect(broker.brokers).toBe(address);
});

it('refuses a second broker on its directory before it can harm the first', async () => {
  await expect(startKafka({ directory })).rejects.toThrow(
    new RegExp(`in use: it runs as process ${broker.pid}. Stop the other run first`),
  );
  await produce('wind');
});

it('names a port that is in use', async () => {
  const port = Number(broker.brokers.split(':')[1]);
  await expect(startKafka({ directory: join(directory, 'other'), port })).rejects.toThrow(
    `Port ${port} for Kafka is in use`,
  );
});
