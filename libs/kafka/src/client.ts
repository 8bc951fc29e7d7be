import { Kafka, logLevel, type Admin, type LogEntry, type Producer } from 'kafkajs';

/** Where kafkajs tells what it meets; `JsonLogger` of @cap/platform fits. */
export interface KafkaLog {
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

export interface KafkaOptions {
  /** `host:port` of one or more brokers. */
  readonly brokers: readonly string[];
  /** Name of this process, as brokers log it. */
  readonly clientId: string;
  /** Without one, kafkajs says nothing: what goes wrong reaches the caller as an error. */
  readonly log?: KafkaLog;
  /** How often it tries before it says that it failed: 10 times, about eight real seconds, unless told. */
  readonly retries?: number;
  /** Real milliseconds that a broker may take over one answer, for it may be there and be frozen. */
  readonly requestTimeoutMs?: number;
}

/** The consumer and the scan of topics then say so and begin again. */
const retry = { initialRetryTime: 100, maxRetryTime: 1000, retries: 10, factor: 0.2, multiplier: 2 };

/** A client with our settings; the reasons stand in `docs/decisions` (Kafka at the borders). Connects to nothing yet. */
export function createKafka(options: KafkaOptions): Kafka {
  const { brokers, clientId, log, retries = retry.retries, requestTimeoutMs = 30_000 } = options;
  process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1';
  return new Kafka({
    brokers: [...brokers],
    clientId,
    retry: { ...retry, retries },
    connectionTimeout: 2000,
    requestTimeout: requestTimeoutMs,
    logLevel: log ? logLevel.WARN : logLevel.NOTHING,
    logCreator: () => (entry) => log && tell(log, entry),
  });
}

/** Message and place only: what kafkajs adds besides may quote a message. */
function tell(log: KafkaLog, { level, namespace, log: entry }: LogEntry): void {
  const fields = { context: `kafkajs ${namespace}`, broker: entry['broker'], topic: entry['topic'] };
  if (level === logLevel.ERROR) log.error(entry.message, fields);
  else log.warn(entry.message, fields);
}

/**
 * A producer that waits for all replicas and writes a batch that it must send again only once. It does not give up while a broker
 * asks it to try again, for kafkajs can keep the order of an idempotent producer only then; a send still fails when no connection
 * can be made, and whoever sends tries again.
 */
export const createProducer = (kafka: Kafka): Producer =>
  kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: { ...retry, retries: Number.MAX_SAFE_INTEGER },
  });

/** For topics and figures of consumer groups. */
export const createAdmin = (kafka: Kafka): Admin => kafka.admin();
