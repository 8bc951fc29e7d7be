import { defaultEventSource, eventSourcePattern } from '@cap/events';
import { DatabaseConfig } from '@cap/event-store';
import { FromEnvironment } from '@cap/platform';
import { ArrayNotEmpty, IsInt, IsNotEmpty, Matches, Max, Min } from 'class-validator';

/** What the worker reads from its environment. */
export class WorkerConfig extends DatabaseConfig {
  override databasePool: number = 6;

  @FromEnvironment('KAFKA_BROKERS', 'one or more brokers as host:port, separated by commas', {
    example: 'kafka-1:9092,kafka-2:9092',
  })
  @ArrayNotEmpty()
  @Matches(/^[^\s,/]+:\d{1,5}$/, { each: true })
  kafkaBrokers!: string[];

  /** Real milliseconds between two looks for new providers: one that registers is heard within ten seconds. */
  @FromEnvironment('CAP_TOPIC_SCAN_MS', 'a number of milliseconds between 100 and 8000', { example: '3000' })
  @IsInt()
  @Min(100)
  @Max(8000)
  topicScanMs = 3000;

  @FromEnvironment('CAP_REPORTS_GROUP', 'the name of the consumer group that all availability workers share', {
    example: 'cap-availability-worker',
  })
  @IsNotEmpty()
  reportsGroup = 'cap-availability-worker';

  @FromEnvironment('CAP_EVENT_SOURCE', 'a URN that names the organisation and its system', {
    example: 'urn:nld:oin:…:systeem:cap',
  })
  @Matches(eventSourcePattern)
  eventSource = defaultEventSource;

  /** Without a port no figures are served. */
  @FromEnvironment('CAP_METRICS_PORT', 'a port between 1 and 65535 for /metrics and /health, or 0 for none', {
    example: '9464',
  })
  @IsInt()
  @Min(0)
  @Max(65535)
  metricsPort: number = 0;

  @FromEnvironment('CAP_METRICS_HOST', 'the address to serve /metrics and /health on', { example: '127.0.0.1' })
  @IsNotEmpty()
  metricsHost: string = '127.0.0.1';
}
