import { deadLetterHeaders } from '@cap/events';
import type { Message } from 'kafkajs';
import type { KafkaRecord } from './cloud-event';
import { sizeOf } from './send-in-parts';

/** Where a message stood, and why it was put aside. */
export interface DeadLetterOrigin {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** A word of a closed list, for counting and replay. */
  readonly reason: string;
  /** For people; never content of the message. */
  readonly detail: string;
}

/** Bytes above which a message could not be written with our headers: a broker takes one megabyte. */
const largestKept = 900_000;

/**
 * A message that could not be handled, as it came (key, value and headers), with its origin and the reason in headers
 * of their own, so that it can be looked at and be sent once more. Of one that is too large for that only the key is
 * kept; the rest stands at its origin.
 */
export function deadLetter(message: KafkaRecord, origin: DeadLetterOrigin): Message {
  const kept = sizeOf(message) <= largestKept;
  return {
    key: message.key ?? null,
    value: kept ? message.value : null,
    headers: {
      ...(kept ? message.headers : {}),
      [deadLetterHeaders.reason]: origin.reason,
      [deadLetterHeaders.detail]: kept ? origin.detail : `${origin.detail} Too large to be kept here.`,
      [deadLetterHeaders.topic]: origin.topic,
      [deadLetterHeaders.partition]: String(origin.partition),
      [deadLetterHeaders.offset]: origin.offset,
    },
  };
}
