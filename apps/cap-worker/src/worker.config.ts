import { DatabaseConfig } from '@cap/event-store';
import { defaultEventSource, eventSourcePattern } from '@cap/events';
import { FromEnvironment } from '@cap/platform';
import { ArrayNotEmpty, ArrayUnique, IsBoolean, IsIn, IsInt, IsNotEmpty, Matches, Max, Min } from 'class-validator';
import { roleNames, type RoleName } from './role';

/** What the worker reads from its environment. */
export class WorkerConfig extends DatabaseConfig {
  @FromEnvironment('CAP_MASTER_KEY_FILE', 'the file with the master key, readable by its owner only', {
    example: '/run/secrets/cap-master-key',
  })
  @IsNotEmpty()
  masterKeyFile!: string;

  @FromEnvironment('CAP_WORKER_ROLES', `one or more of ${roleNames.join(', ')}, separated by commas`, {
    example: 'project,publish,react,clock',
  })
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(roleNames, { each: true })
  roles: RoleName[] = [...roleNames];

  /** Without brokers nothing leaves: the relay is off. */
  @FromEnvironment('KAFKA_BROKERS', 'one or more brokers as host:port, separated by commas', {
    example: 'kafka-1:9092,kafka-2:9092',
  })
  @Matches(/^[^\s,/]+:\d{1,5}$/, { each: true })
  kafkaBrokers: string[] = [];

  /** For topics that are not there yet: another number puts a key elsewhere, and its order is lost. */
  @FromEnvironment('CAP_TOPIC_PARTITIONS', 'a number of partitions between 1 and 64', { example: '6' })
  @IsInt()
  @Min(1)
  @Max(64)
  topicPartitions: number = 6;

  @FromEnvironment('CAP_EVENT_SOURCE', 'a URN that names the organisation and its system', {
    example: 'urn:nld:oin:…:systeem:cap',
  })
  @Matches(eventSourcePattern)
  eventSource: string = defaultEventSource;

  /** Before the path of `dataref` in what leaves. Empty: the path only. */
  @FromEnvironment('CAP_API_ADDRESS', 'where others reach the API, without a path', {
    example: 'https://cap.example.nl',
  })
  @Matches(/^(https?:\/\/[a-z0-9.:[\]-]+)?$/i)
  apiAddress: string = '';

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

  /** For development: a subscriber on this machine, without https. */
  @FromEnvironment('CAP_WEBHOOKS_ANYWHERE', 'true (in development: http and private addresses too) or false')
  @IsBoolean()
  webhooksAnywhere: boolean = false;

  /** The roles that this process can have. */
  get rolesAtWork(): RoleName[] {
    return this.roles.filter((role) => role !== 'relay' || this.kafkaBrokers.length > 0);
  }
}
