import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { context, diag, DiagLogLevel } from '@opentelemetry/api';
import type { Sampler } from '@opentelemetry/sdk-trace';
import { traceWith } from './spans';
import type { TracesConfig } from './traces-config';

/** Real milliseconds that an export may take, and with it the end of a program. */
const exportWithinMs = 2000;

/** Stops gathering and sends what is left, within three seconds; what nobody takes by then is lost. Never rejects. */
export type StopTraces = () => Promise<void>;

/**
 * Begins to gather and send spans when the configuration says where to; without, nothing of OpenTelemetry but its
 * interface is loaded. `log` is told, once, when nobody takes them; the program goes on.
 */
export async function startTraces(
  config: TracesConfig,
  program: string,
  log: { warn(message: string): void },
): Promise<StopTraces> {
  const { tracesEndpoint, tracesDisabled, tracesDelayMs } = config;
  if (tracesEndpoint === undefined || tracesDisabled) return () => Promise.resolve();
  const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const tell = tellOnce(log);
  tellOfExports(tell);
  const url = `${tracesEndpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportWithinMs });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': program, 'service.instance.id': randomUUID() }),
    sampler: await samplerOf(config),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        scheduledDelayMillis: tracesDelayMs,
        exportTimeoutMillis: exportWithinMs,
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  traceWith(provider.getTracer('cap'));
  return async () => {
    traceWith(undefined);
    await Promise.race([provider.shutdown().catch(tell), pause(exportWithinMs + 1000, undefined, { ref: false })]);
    context.disable();
  };
}

/** A trace that begins here, or outside, is kept or not by our own measure; what belongs to one of ours, as that one. */
async function samplerOf({ tracesSampler, tracesRatio }: TracesConfig): Promise<Sampler> {
  const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } =
    await import('@opentelemetry/sdk-trace');
  const roots = {
    parentbased_always_on: () => new AlwaysOnSampler(),
    parentbased_always_off: () => new AlwaysOffSampler(),
    parentbased_traceidratio: () => new TraceIdRatioBasedSampler(tracesRatio),
  };
  const root = roots[tracesSampler]();
  return new ParentBasedSampler({ root, remoteParentSampled: root, remoteParentNotSampled: root });
}

function tellOnce(log: { warn(message: string): void }): () => void {
  let told = false;
  return () => {
    if (!told) log.warn('Nobody takes the traces; this is told once.');
    told = true;
  };
}

/** The words of the exporter may quote an address or an answer: they are not told. */
function tellOfExports(tell: () => void): void {
  const nothing = (): void => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
