import { deadLetter } from './dead-letter';

it('a dead letter keeps the message as it came, and says where it stood and why it is there', () => {
  const message = { key: Buffer.from('unit'), value: Buffer.from([0xff]), headers: { traceparent: Buffer.from([1]) } };
  const origin = {
    topic: 'in',
    partition: 0,
    offset: '41',
    reason: 'not-utf-8-json',
    detail: 'The value must be JSON.',
  };
  expect(deadLetter(message, origin)).toEqual({
    ...message,
    headers: {
      ...message.headers,
      cap_dead_letter_reason: 'not-utf-8-json',
      cap_dead_letter_detail: 'The value must be JSON.',
      cap_dead_letter_topic: 'in',
      cap_dead_letter_partition: '0',
      cap_dead_letter_offset: '41',
    },
  });
});

it('a dead letter of a message that is too large to be written again keeps key, origin and reason', () => {
  const message = { key: Buffer.from('unit'), value: Buffer.alloc(1_000_000), headers: {} };
  const origin = { topic: 'in', partition: 0, offset: '41', reason: 'not-a-cloudevent', detail: 'No header.' };
  expect(deadLetter(message, origin)).toMatchObject({
    key: message.key,
    value: null,
    headers: { cap_dead_letter_offset: '41', cap_dead_letter_detail: 'No header. Too large to be kept here.' },
  });
});
