import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { FromEnvironment } from '../config';

export const samplers = ['parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'] as const;

/**
 * What every program reads about traces: the names are those of OpenTelemetry. Its exporter also reads
 * `OTEL_EXPORTER_OTLP_HEADERS`, `_TIMEOUT`, `_COMPRESSION` and `_CERTIFICATE` by itself.
 */
export class TracesConfig {
  @FromEnvironment(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'where traces go (OTLP over HTTP, in JSON), without /v1/traces; not set: there are none',
    { example: 'http://collector:4318' },
  )
  @IsOptional()
  @Matches(/^https?:\/\/[^\s?#]+$/)
  tracesEndpoint?: string;

  @FromEnvironment(
    'OTEL_EXPORTER_OTLP_HEADERS',
    'headers for who takes the traces, as name=value, separated by commas',
    {
      example: 'authorization=Bearer%20…',
      secret: true,
    },
  )
  @IsOptional()
  @Matches(/^[^\s=,]+=[^,]*(,[^\s=,]+=[^,]*)*$/)
  tracesHeaders?: string;

  @FromEnvironment('OTEL_SDK_DISABLED', 'true (no traces, whatever else is set) or false')
  @IsBoolean()
  tracesDisabled: boolean = false;

  @FromEnvironment('OTEL_TRACES_SAMPLER', `one of ${samplers.join(', ')}`, { example: 'parentbased_traceidratio' })
  @IsIn(samplers)
  tracesSampler: (typeof samplers)[number] = 'parentbased_always_on';

  @FromEnvironment('OTEL_TRACES_SAMPLER_ARG', 'which part of the traces parentbased_traceidratio keeps: 0 to 1', {
    example: '0.1',
  })
  @Min(0)
  @Max(1)
  tracesRatio: number = 1;

  @FromEnvironment('OTEL_BSP_SCHEDULE_DELAY', 'how long spans are gathered: 10 to 60000 milliseconds', {
    example: '1000',
  })
  @IsInt()
  @Min(10)
  @Max(60_000)
  tracesDelayMs: number = 5000;
}
