import {
  BatchConsumer,
  createAdmin,
  createKafka,
  ensureTopics,
  eventFlaws,
  publicTopics,
  readCloudEvent,
  type CloudEvent,
  type Message,
} from '@cap/kafka';
import type { DataSource } from 'typeorm';

/** A message as another system of the region gets it. */
export interface Heard extends CloudEvent<Record<string, unknown>> {
  readonly topic: string;
  readonly partition: number;
  /** All of it, headers too. */
  readonly text: string;
}

/** For specs: another system of the region, which hears one CAP of the many on this broker. */
export class Outside {
  readonly heard: Heard[] = [];
  /** What is wrong with what was heard, by the profile and the schemas. */
  readonly flaws: string[] = [];
  private readonly consumer: BatchConsumer;

  private constructor(
    brokers: readonly string[],
    groupId: string,
    readonly source: string,
  ) {
    const kafka = createKafka({ brokers, clientId: 'spec' });
    const quiet = { warn: () => undefined, error: () => undefined };
    this.consumer = new BatchConsumer(
      kafka,
      { groupId },
      ({ topic, partition, messages }) => {
        for (const message of messages) {
          const event = readCloudEvent(message) as CloudEvent<Record<string, unknown>>;
          if (event.source !== source) continue;
          this.flaws.push(...eventFlaws(message));
          this.heard.push({ ...event, topic, partition, text: textOf(message) });
        }
        return Promise.resolve();
      },
      quiet,
    );
  }

  /** `prefix` is of this test alone; the CAP that it hears has `source`. */
  static async listen(brokers: readonly string[], prefix: string): Promise<Outside> {
    const admin = createAdmin(createKafka({ brokers, clientId: 'spec' }));
    await admin.connect();
    await ensureTopics(admin, publicTopics, { partitions: 6 });
    await admin.disconnect();
    const outside = new Outside(brokers, `${prefix}outside`, `urn:nld:oin:00000000000000000000:systeem:${prefix}cap`);
    await outside.consumer.follow(publicTopics);
    return outside;
  }

  /** Rejects when something that was heard does not fit what is promised about it. */
  async stop(): Promise<void> {
    await this.consumer.stop();
    if (this.flaws.length > 0) throw new Error(`Not as described: ${[...new Set(this.flaws)].join('; ')}`);
  }

  /** Each event once, in the order of its first appearance under its key: `topic key sequence`. */
  get firstAppearances(): string[] {
    return [...new Map(this.heard.map((one) => [one.id, one])).values()].map(
      ({ topic, subject, sequence }) => `${topic} ${subject} ${Number(sequence)}`,
    );
  }
}

const textOf = ({ key, value, headers }: Message): string =>
  [key, value, ...Object.values(headers ?? {})].map(String).join('\n');

/** What must have come, by the events themselves: `topic key sequence`, as they were written. */
export async function committed(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ told: string }[]>(
    `with thing as (
       select insert_no, stream_type, version,
              case stream_type when 'young-person' then data->>'stayId' else stream_id::text end as key
         from event where stream_type in ('referral', 'young-person', 'unit', 'provider', 'referrer'))
     select case stream_type when 'young-person' then 'cap.stays' else 'cap.' || stream_type || 's' end || ' ' || key || ' '
            || row_number() over (partition by stream_type, key order by version) as told
       from thing order by insert_no`,
  );
  return rows.map(({ told }) => told);
}

/** Of events told as `topic key sequence`, those of each key in their order. */
export function perKey(told: readonly string[]): Record<string, number[]> {
  const keys: Record<string, number[]> = {};
  for (const one of told) {
    const [topic, key, sequence] = one.split(' ');
    (keys[`${topic} ${key}`] ??= []).push(Number(sequence));
  }
  return keys;
}

/** How far the relay is behind the log. */
export async function behind(dataSource: DataSource): Promise<number> {
  await dataSource.query('select sequence_log()');
  const [row] = await dataSource.query<{ behind: number }[]>(
    `select coalesce((select max(position) from log_order), 0)
            - coalesce((select position from checkpoint where reader = 'relay'), 0) as behind`,
  );
  return row!.behind;
}
