import { isSpanContextValid, type SpanContext, TraceFlags } from '@opentelemetry/api';

const written = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Where a span stands, from a `traceparent` of the first version (W3C Trace Context); undefined when it is none. */
export function placeOf(traceparent: unknown): SpanContext | undefined {
  const parts = typeof traceparent === 'string' ? written.exec(traceparent) : null;
  if (parts === null) return undefined;
  const [, traceId, spanId, flags] = parts as unknown as [string, string, string, string];
  const place = { traceId, spanId, traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED };
  return isSpanContextValid(place) ? place : undefined;
}

export const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;
