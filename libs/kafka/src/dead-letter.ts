import type { Message } from 'kafkajs';
import type { KafkaRecord } from './cloud-event';

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
      cap_dead_letter_reason: reason,
      cap_dead_letter_detail: detail,
      cap_dead_letter_topic: topic,
      cap_dead_letter_partition: String(partition),
      cap_dead_letter_offset: offset,
    },
  };
}
