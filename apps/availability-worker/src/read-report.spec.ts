import { cloudEventTypes, writeCloudEvent, type CloudEvent, type KafkaRecord } from '@cap/kafka';
import { readReport } from './read-report';

const unitId = '0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10';
const data = { unitId, observedAt: '2028-01-03T09:00:00+01:00', inOperation: 8, occupied: 5 };
const event: CloudEvent = {
  id: '7f7cf1f2-6bb2-4a39-8a4e-0c5a3f5b8d11',
  type: cloudEventTypes.availabilityReported,
  source: 'urn:nld:kvknr:12345678.bezetting',
  time: null,
  data,
  key: unitId,
};
const sent = (change: Partial<CloudEvent>): KafkaRecord => {
  const { key, value, headers } = writeCloudEvent({ ...event, ...change });
  return { key: key ? Buffer.from(key) : null, value: Buffer.from(value!), headers: headers! };
};

describe('a message on the topic of reports', () => {
  it.each([unitId, unitId.toUpperCase()])('is a report with the id of its event', (key) => {
    expect(readReport(sent({ key }))).toEqual({ id: event.id, ...data });
  });

  it.each<[string, Partial<CloudEvent>]>([
    ['wrong-type', { type: cloudEventTypes.reportAnswered }],
    ['id-not-a-uuid', { id: '41' }],
    ['wrong-data', { data: { ...data, occupied: 'five' } }],
    ['wrong-data', { data: { ...data, observedAt: '2028-01-03T23:59:60Z' } }],
    ['key-is-not-the-unit', { key: event.id }],
    ['key-is-not-the-unit', { key: null }],
  ])('is unreadable: %s', (reason, change) => {
    expect(readReport(sent(change))).toMatchObject({ reason });
  });
});
