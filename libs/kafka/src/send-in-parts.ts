import type { Message, Producer } from 'kafkajs';
import type { KafkaRecord } from './cloud-event';

/** Bytes of one send: kafkajs writes it as one batch, and a broker takes one megabyte. */
const largestSend = 500_000;

/** Sends messages to one topic, in their order and as many at a time as a broker takes; resolves when all are acknowledged. */
export async function sendInParts(
  producer: Pick<Producer, 'send'>,
  topic: string,
  messages: readonly Message[],
): Promise<void> {
  let part: Message[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (part.length > 0 && bytes + size > largestSend) {
      await producer.send({ topic, messages: part, acks: -1 });
      [part, bytes] = [[], 0];
    }
    part.push(message);
    bytes += size;
  }
  if (part.length > 0) await producer.send({ topic, messages: part, acks: -1 });
}

/** Bytes of key, value and headers. */
export function sizeOf({ key, value, headers = {} }: KafkaRecord | Message): number {
  const entries = Object.entries(headers).flatMap(([name, content]) => [name, ...[content ?? ''].flat()]);
  return [key ?? '', value ?? '', ...entries].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}
