import type { Message } from 'kafkajs';
import type { KafkaRecord } from './cloud-event';

/** What a dead letter's own headers are called. */
export const deadLetterHeaders = {
  reason: 'cap_dead_letter_reason',
  detail: 'cap_dead_letter_detail',
  topic: 'cap_dead_letter_topic',
  partition: 'cap_dead_letter_partition',
  offset: 'cap_dead_letter_offset',
} as const;

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

/**
 * A message that could not be handled, as it came (key, value and headers), with its origin and the reason in headers
 * of their own, so that it can be looked at and be sent once more.
 */
export function deadLetter(message: KafkaRecord, origin: DeadLetterOrigin): Message {
  const { topic, partition, offset, reason, detail } = origin;
  return {
    key: message.key ?? null,
    value: message.value,
    headers: {
      ...message.headers,
      [deadLetterHeaders.reason]: reason,
      [deadLetterHeaders.detail]: detail,
      [deadLetterHeaders.topic]: topic,
      [deadLetterHeaders.partition]: String(partition),
      [deadLetterHeaders.offset]: offset,
    },
  };
}
