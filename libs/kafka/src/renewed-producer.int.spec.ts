import { connect, type Socket } from 'node:net';
import { eventually, kafkaForTests } from '@cap/testing';
import { Kafka, logLevel, type ISocketFactory, type Producer } from 'kafkajs';
import { createAdmin } from './client';
import { RenewedProducer } from './renewed-producer';
import { ensureTopics } from './topics';

const { brokers, prefix } = kafkaForTests();
let isDeaf = false;

/** Sockets that send, and while they are deaf do not hear the answers. */
const sockets: ISocketFactory = ({ host, port, onConnect }) => {
  const socket: Socket = connect({ host, port }, onConnect);
  const emit = socket.emit.bind(socket) as (name: string | symbol, ...args: unknown[]) => boolean;
  socket.emit = (name: string | symbol, ...args: unknown[]) => (name === 'data' && isDeaf ? true : emit(name, ...args));
  return socket;
};
const kafka = new Kafka({
  brokers,
  socketFactory: sockets,
  requestTimeout: 1000,
  retry: { retries: 1, initialRetryTime: 50 },
  logLevel: logLevel.NOTHING,
});
const heard = new Kafka({ brokers, logLevel: logLevel.NOTHING });
const admin = createAdmin(heard);

beforeAll(() => admin.connect());
afterAll(() => admin.disconnect());

const end = async (topic: string): Promise<number> => Number((await admin.fetchTopicOffsets(topic))[0]!.high);
const messages = (count: number) => Array.from({ length: count }, (_, n) => ({ value: String(n) }));

/** One message, then three of which the answer is lost, then two more. */
async function loseAnAnswer(topic: string, producer: Pick<Producer, 'send'>): Promise<void> {
  await ensureTopics(admin, [topic]);
  await producer.send({ topic, messages: messages(1), acks: -1 });
  isDeaf = true;
  try {
    await expect(producer.send({ topic, messages: messages(3), acks: -1 })).rejects.toThrow();
  } finally {
    isDeaf = false;
  }
  await eventually('the broker has the three', async () => (await end(topic)) === 4);
  await producer.send({ topic, messages: messages(2), acks: -1 });
}

it('goes on after an answer was lost, where a producer of kafkajs is refused for ever', async () => {
  const plain = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await plain.connect();
  const topic = `${prefix}plain`;
  await expect(loseAnAnswer(topic, plain)).rejects.toMatchObject({ type: 'OUT_OF_ORDER_SEQUENCE_NUMBER' });
  await expect(plain.send({ topic, messages: messages(2), acks: -1 })).rejects.toThrow(/out of order/);
  await plain.disconnect();

  const renewed = new RenewedProducer(kafka);
  await loseAnAnswer(`${prefix}renewed`, renewed);
  expect(await end(`${prefix}renewed`)).toBe(6);
  await renewed.disconnect();
});
