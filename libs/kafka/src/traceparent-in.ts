import type { KafkaRecord } from './cloud-event';

/** What a message says of its trace: its header `traceparent`, or else that of the event. It may be anything. */
export function traceparentIn({ headers = {} }: Pick<KafkaRecord, 'headers'>): string | undefined {
  const [said] = [headers['traceparent'], headers['ce_traceparent']].filter((value) => value !== undefined).flat();
  return said === undefined ? undefined : String(said);
}
