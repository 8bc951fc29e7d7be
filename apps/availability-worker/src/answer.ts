import type { ReportResult } from '@cap/capacity';
import { refusalInWords, warningInWords, type Instant, type ProviderId } from '@cap/contracts';
import { cloudEventTypes, reportAnsweredSchema, type ReportAnswered } from '@cap/events';
import { writeCloudEvent, type Message } from '@cap/kafka';
import { deriveId } from '@cap/platform';

/** A message over Kafka asks for no language. */
const language = 'nl';

export interface AnswerContext {
  readonly providerId: ProviderId;
  readonly receivedAt: Instant;
  /** The CAP as a source of events. */
  readonly source: string;
  /** Of the trace that it belongs to, when one is kept. */
  readonly traceparent?: string | undefined;
}

/**
 * The message for the provider's reply topic, or null where there is nothing to say: only refusals and warnings are
 * sent. Its id derives from the report's, so that an answer to a repeated delivery is recognised as the same.
 */
export function answerTo(
  result: ReportResult,
  { providerId, receivedAt, source, traceparent }: AnswerContext,
): Message | null {
  const data = contentOf(result);
  if (data === null) return null;
  const id = deriveId(`${providerId}/${data.reportId}`, data.code ?? 'warning');
  return writeCloudEvent({
    id,
    type: cloudEventTypes.reportAnswered,
    source,
    time: receivedAt,
    subject: data.unitId,
    dataschema: reportAnsweredSchema.$id,
    data,
    key: data.unitId,
    ...(traceparent !== undefined && { traceparent }),
  });
}

function contentOf(result: ReportResult): ReportAnswered | null {
  const { id: reportId, unitId, outcome } = result;
  if (outcome === 'refused') {
    const { refused: code, rule, values } = result.refusal;
    return { reportId, unitId, outcome, rule, code, message: refusalInWords(result.refusal, language).detail, values };
  }
  if (result.warning === undefined) return null;
  return { reportId, unitId, outcome, rule: 'CPY-2', message: warningInWords(result.warning, language) };
}
