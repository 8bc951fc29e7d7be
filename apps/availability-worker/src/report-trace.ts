import type { ReportResult } from '@cap/capacity';
import { traceparentIn, type Batch, type KafkaRecord } from '@cap/kafka';
import { keptTraceparent, pastSpan, type SpanOptions } from '@cap/platform';

/** One trace of ours for a batch, which points at those of its messages. */
export const traceOfBatch = ({ topic, messages }: Batch): SpanOptions => ({
  kind: 'consumer',
  fields: { 'messaging.destination.name': topic, 'messaging.batch.message_count': messages.length },
  origin: { cameOf: messages.map(traceparentIn) },
});

/**
 * Tells in the trace of the provider's message, where it has one, what became of its report, which was taken up at `since`
 * (`Date.now()`). Gives the `traceparent` for the answer: who asks gets it in the trace in which it asked.
 */
export function goOnWithTrace(message: KafkaRecord, result: ReportResult, since: number): string | undefined {
  const asked = traceparentIn(message);
  if (asked === undefined) return keptTraceparent();
  const rule = result.outcome === 'refused' ? result.refusal.rule : undefined;
  const fields = { 'cap.outcome': result.outcome, 'cap.rule': rule };
  return pastSpan(['take', 'report'], { kind: 'consumer', fields, origin: { goesOnWith: asked } }, since);
}
