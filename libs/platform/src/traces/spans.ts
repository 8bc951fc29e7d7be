import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import type { Context, Link, Span, Tracer } from '@opentelemetry/api';
import { spanFields, spanName, type SpanFields } from './span-fields';
import { placeOf, traceparentOf } from './traceparent';

/** Absent while traces are off: then nothing below does anything but the work. */
let tracer: Tracer | undefined;

/** Turns traces on, or with nothing off. Of this process: `startTraces` calls it. */
export const traceWith = (made: Tracer | undefined): void => void (tracer = made);

/** Where a span stands; without an origin, or with a `traceparent` that is none, it is a part of what runs now. */
export type Origin =
  /** In a trace of our own, that the log kept: what was decided about it stands. */
  | { readonly within: unknown }
  /** In a trace that somebody outside began; whether we keep it is ours to decide. */
  | { readonly goesOnWith: unknown }
  /** A trace of its own, which points at what it came of. */
  | { readonly cameOf: readonly unknown[] };

export interface SpanOptions {
  readonly kind?: 'server' | 'consumer' | 'producer' | 'internal';
  readonly fields?: SpanFields;
  readonly origin?: Origin;
}

/** A span that goes on. */
export interface OpenSpan {
  tell(fields: SpanFields): void;
  /** Does `work`, and whatever follows from it, as a part of this span. */
  during<T>(work: () => T): T;
  /** Ends it; with what failed, as a failure. Of an error its kind is told, and never its message. */
  end(failure?: unknown): void;
}

const kinds = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  producer: SpanKind.PRODUCER,
  internal: SpanKind.INTERNAL,
} as const;

/** As many as somebody reads. */
const mostLinks = 32;

const silent: OpenSpan = { tell: () => undefined, during: (work) => work(), end: () => undefined };

/** Begins a span, for what does not end where it begins. `words` make its name. */
export function openSpan(words: readonly string[], options: SpanOptions = {}): OpenSpan {
  if (tracer === undefined) return silent;
  const { span, place } = begin(tracer, words, options);
  return {
    tell: (fields) => void span.setAttributes(spanFields(fields)),
    during: (work) => context.with(place, work),
    end: (failure) => end(span, failure),
  };
}

/** Does `work` as a span; `words` make its name. Rejects as the work does. */
export async function inSpan<T>(
  words: readonly string[],
  options: SpanOptions,
  work: (span: OpenSpan) => Promise<T>,
): Promise<T> {
  const span = openSpan(words, options);
  if (span === silent) return work(span);
  try {
    const done = await span.during(() => work(span));
    span.end();
    return done;
  } catch (error) {
    span.end(error ?? 'unknown');
    throw error;
  }
}

/**
 * A span of what is done already, from `since` (`Date.now()`) until now. Gives its `traceparent`; undefined when traces
 * are off or this one is not kept.
 */
export function pastSpan(words: readonly string[], options: SpanOptions, since: number): string | undefined {
  if (tracer === undefined) return undefined;
  const { span } = begin(tracer, words, options, since);
  span.end();
  return keptPlace(span);
}

/**
 * Tells, in the trace of each of these `traceparent`s of the log, once, what was done with what it wrote. None are asked
 * for while traces are off.
 */
export function tellTraces(
  words: readonly string[],
  options: Omit<SpanOptions, 'origin'>,
  since: number,
  traceparents: () => Iterable<string | undefined>,
): void {
  if (tracer === undefined) return;
  for (const traceparent of new Set(traceparents()))
    if (traceparent !== undefined) pastSpan(words, { ...options, origin: { within: traceparent } }, since);
}

/** The `traceparent` of the span that runs now; undefined when there is none or it is not kept. */
export function keptTraceparent(): string | undefined {
  const span = tracer && trace.getActiveSpan();
  return span && keptPlace(span);
}

/** The ids of the span that runs now, for a line of the log. */
export function spanIds(): { readonly trace_id?: string; readonly span_id?: string } {
  const place = tracer && trace.getActiveSpan()?.spanContext();
  return place === undefined ? {} : { trace_id: place.traceId, span_id: place.spanId };
}

function begin(
  by: Tracer,
  words: readonly string[],
  { kind = 'internal', fields = {}, origin }: SpanOptions,
  since?: number,
) {
  const parent = parentOf(origin);
  const about = { kind: kinds[kind], attributes: spanFields(fields), links: linksOf(origin), startTime: since };
  const span = by.startSpan(spanName(...words), about, parent);
  return { span, place: trace.setSpan(parent, span) };
}

/** What is not remote was decided by us, and the sampler keeps to it; of the rest it decides itself. */
function parentOf(origin: Origin | undefined): Context {
  if (origin === undefined) return context.active();
  if ('cameOf' in origin) return ROOT_CONTEXT;
  const isRemote = 'goesOnWith' in origin;
  const place = placeOf(isRemote ? origin.goesOnWith : origin.within);
  return place === undefined ? context.active() : trace.setSpanContext(ROOT_CONTEXT, { ...place, isRemote });
}

function linksOf(origin: Origin | undefined): Link[] {
  if (origin === undefined || !('cameOf' in origin)) return [];
  const places = [...new Set(origin.cameOf)].map(placeOf).filter((place) => place !== undefined);
  return places.slice(0, mostLinks).map((place) => ({ context: place }));
}

function keptPlace(span: Span): string | undefined {
  const place = span.spanContext();
  return place.traceFlags & TraceFlags.SAMPLED ? traceparentOf(place) : undefined;
}

function end(span: Span, failure: unknown): void {
  if (failure !== undefined) {
    const kind = failure instanceof Error ? failure.name : 'unknown';
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttributes(spanFields({ 'error.type': kind }));
  }
  span.end();
}
