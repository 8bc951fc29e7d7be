/** What a dead letter's own headers are called. */
export const deadLetterHeaders = {
  reason: 'cap_dead_letter_reason',
  detail: 'cap_dead_letter_detail',
  topic: 'cap_dead_letter_topic',
  partition: 'cap_dead_letter_partition',
  offset: 'cap_dead_letter_offset',
} as const;

/** Why a message from outside could not be read. */
export const unreadableReasons = [
  'no-value',
  'not-a-cloudevent',
  'several-events-in-one-message',
  'not-utf-8-json',
  'attribute-missing',
  'wrong-type',
  'wrong-data',
  'id-not-a-uuid',
  'key-is-not-the-unit',
] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

/** Why a message is among the dead letters. */
export const deadLetterReasons = [...unreadableReasons, 'handling-failed'] as const;
export type DeadLetterReason = (typeof deadLetterReasons)[number];
