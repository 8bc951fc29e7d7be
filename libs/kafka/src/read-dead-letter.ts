import { deadLetterHeaders } from '@cap/events';
import type { KafkaRecord } from './cloud-event';
import type { DeadLetterOrigin } from './dead-letter';

/** What a dead letter says about itself, or null when it is none of ours. */
export function originOf({ headers = {} }: KafkaRecord): DeadLetterOrigin | null {
  const text = (name: keyof typeof deadLetterHeaders): string => String(headers[deadLetterHeaders[name]] ?? '');
  const [topic, partition, offset] = [text('topic'), Number(text('partition')), text('offset')];
  if (topic === '' || !Number.isInteger(partition) || !/^\d{1,18}$/.test(offset)) return null;
  return { topic, partition, offset, reason: text('reason'), detail: text('detail') };
}

/** The message as it came: its key, its value, and the headers that its sender gave it. */
export function asItCame<R extends KafkaRecord>(letter: R): R {
  const ours: readonly string[] = Object.values(deadLetterHeaders);
  const headers = Object.fromEntries(Object.entries(letter.headers ?? {}).filter(([name]) => !ours.includes(name)));
  return { ...letter, headers };
}
