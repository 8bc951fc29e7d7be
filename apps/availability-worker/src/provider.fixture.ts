import { randomUUID } from 'node:crypto';
import { asId, type AvailabilityReport, type ProviderId, type UnitId } from '@cap/contracts';
import {
  BatchConsumer,
  cloudEventTypes,
  readCloudEvent,
  writeCloudEvent,
  type CloudEvent,
  type ContentMode,
  type Kafka,
  type KafkaMessage,
  type Message,
} from '@cap/kafka';
import type { DataSource } from 'typeorm';

export interface TestProvider {
  readonly providerId: ProviderId;
  readonly unitIds: readonly [UnitId, UnitId, UnitId, UnitId, ...UnitId[]];
}

/** An invented provider in the registry with four units or more, each with a ceiling of 10 places and an agreement for 8. */
export async function registerProvider(dataSource: DataSource, units = 4): Promise<TestProvider> {
  const providerId = asId<ProviderId>(randomUUID());
  const locationId = randomUUID();
  const newUnit = (): UnitId => asId<UnitId>(randomUUID());
  const more = Array.from({ length: units - 4 }, newUnit);
  const unitIds = [newUnit(), newUnit(), newUnit(), newUnit(), ...more] as const;
  await dataSource.transaction(async (tx) => {
    await tx.query(`insert into provider values ($1, 'Verzonnen Jeugdzorg', 'tactical', '2027-01-01')`, [providerId]);
    await tx.query(`insert into location values ($1, $2, 'Verzonnen locatie', 'GM0503', 2611)`, [
      locationId,
      providerId,
    ]);
    await tx.query(
      `insert into unit (unit_id, provider_id, location_id, name, purpose, care_form, target_groups, expertise, min_age,
                         max_age, sex_policy, security, languages, reporting, ceiling)
       select unit_id, $2, $3, 'Verzonnen groep', 'living', 'living-group', '{}', '{}', 8, 17, 'mixed', 'open', '{nl}', 'system', 10
         from unnest($1::uuid[]) as unit_id`,
      [unitIds, providerId, locationId],
    );
    await tx.query(
      `insert into capacity_agreement (agreement_id, unit_id, from_date, places)
       select gen_random_uuid(), unit_id, '2020-01-01', 8 from unnest($1::uuid[]) as unit_id`,
      [unitIds],
    );
  });
  return { providerId, unitIds };
}

/** A moment some seconds before now, as a provider's system writes it. */
export const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

export type Sent = Partial<Omit<CloudEvent, 'data'>> & { readonly mode?: ContentMode };

/** A report as a provider's system sends it. */
export function reportMessage(report: Partial<AvailabilityReport> & { unitId: string }, sent: Sent = {}): Message {
  const data = { observedAt: secondsAgo(60), inOperation: 8, occupied: 5, ...report };
  const { mode, ...attributes } = sent;
  const event: CloudEvent = {
    id: randomUUID(),
    type: cloudEventTypes.availabilityReported,
    source: 'urn:nld:kvknr:00000000.bezetting',
    time: null,
    key: report.unitId,
    ...attributes,
    data,
  };
  return writeCloudEvent(event, mode);
}

/** Reads a topic from its beginning, in a group of its own. */
export class TopicReader {
  readonly messages: KafkaMessage[] = [];
  private readonly consumer: BatchConsumer;

  constructor(kafka: Kafka, groupId: string) {
    const quiet = { warn: () => undefined, error: () => undefined };
    const keep = (messages: readonly KafkaMessage[]): Promise<void> =>
      Promise.resolve(void this.messages.push(...messages));
    this.consumer = new BatchConsumer(kafka, { groupId }, (batch) => keep(batch.messages), quiet);
  }

  /** The topics must be there. */
  read = (...topics: string[]): Promise<void> => this.consumer.follow(topics);
  stop = (): Promise<void> => this.consumer.stop();

  get events(): CloudEvent<Record<string, unknown>>[] {
    return this.messages.map((message) => readCloudEvent(message) as CloudEvent<Record<string, unknown>>);
  }
}
