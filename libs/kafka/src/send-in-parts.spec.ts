import type { Message, ProducerRecord } from 'kafkajs';
import { sendInParts } from './send-in-parts';

/** What a producer was asked to send: the number of messages of each send. */
async function partsOf(messages: Message[]): Promise<number[]> {
  const sends: ProducerRecord[] = [];
  await sendInParts({ send: (record) => Promise.resolve(void sends.push(record)).then(() => []) }, 'topic', messages);
  expect(sends.flatMap((record) => record.messages)).toEqual(messages);
  return sends.map((record) => record.messages.length);
}
const ofBytes = (bytes: number): Message => ({ key: null, value: Buffer.alloc(bytes) });

it('sends what fits at once, and large messages in parts, in their order', async () => {
  expect(await partsOf([])).toEqual([]);
  expect(await partsOf([ofBytes(1), ofBytes(2)])).toEqual([2]);
  expect(await partsOf([ofBytes(300_000), ofBytes(100_000), ofBytes(200_000), ofBytes(900_000), ofBytes(1)])).toEqual([
    2, 1, 1, 1,
  ]);
});
