import { CloudEvent as PackageEvent, Kafka as PackageBinding } from 'cloudevents';
import type { CloudEvent, KafkaRecord } from './cloud-event';
import { readCloudEvent } from './read-cloud-event';
import { writeCloudEvent } from './write-cloud-event';

const unit = '0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10';
const event: CloudEvent = {
  id: '7f7cf1f2-6bb2-4a39-8a4e-0c5a3f5b8d11',
  type: 'nl.haaglanden.cap.availability.reported.v1',
  source: 'urn:nld:kvknr:12345678.bezetting',
  time: '2028-01-03T08:00:00.000Z',
  data: { unitId: unit, occupied: 3 },
  key: unit,
  subject: unit,
  sequence: '0000000007',
  sequencetype: 'Integer',
  dataschema: 'https://cap.example/schemas/availability.reported.v1.json',
  dataref: '/v1/units/0b6d7c1e',
};

/** What a broker hands on: everything in bytes. */
const delivered = ({ key, value, headers }: ReturnType<typeof writeCloudEvent>): KafkaRecord => ({
  key: key ? Buffer.from(key) : null,
  value: value === null ? null : Buffer.from(value),
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, Buffer.from(String(text))])),
});

const changed = (message: KafkaRecord, change: Partial<KafkaRecord>): KafkaRecord => ({ ...message, ...change });
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('a CloudEvent over Kafka', () => {
  it.each(['binary', 'structured'] as const)('comes back as it went out in %s mode', (mode) => {
    expect(readCloudEvent(delivered(writeCloudEvent(event, mode)))).toEqual(event);
  });

  it.each(['binary', 'structured'] as const)(
    'is understood in %s mode when the package cloudevents wrote it',
    (mode) => {
      const { key, time, ...attributes } = event;
      const written = PackageBinding[mode](
        new PackageEvent({ ...attributes, time: time!, datacontenttype: 'application/json', partitionkey: key! }),
      );
      const value = typeof written.value === 'string' ? written.value : JSON.stringify(written.value);
      const headers = written.headers as Record<string, string>;
      expect(readCloudEvent(delivered({ key: String(written.key), value, headers }))).toEqual(event);
    },
  );

  it.each(['binary', 'structured'] as const)('is understood by the package cloudevents in %s mode', (mode) => {
    const { key, value, headers } = writeCloudEvent(event, mode);
    const read = PackageBinding.toEvent({ key, value, headers, body: value } as never) as PackageEvent;
    expect({ id: read.id, type: read.type, source: read.source, time: read.time, data: read.data }).toEqual({
      id: event.id,
      type: event.type,
      source: event.source,
      time: event.time,
      data: event.data,
    });
  });

  it('needs no time and no content type', () => {
    const message = delivered(writeCloudEvent({ ...event, time: null }));
    expect(readCloudEvent(changed(message, { headers: { ...message.headers, 'content-type': undefined } }))).toEqual({
      ...event,
      time: null,
    });
  });

  it('may carry headers of others, in any bytes', () => {
    const message = delivered(writeCloudEvent(event));
    expect(
      readCloudEvent(changed(message, { headers: { ...message.headers, traceparent: Buffer.from([0xff]) } })),
    ).toEqual(event);
  });
});

describe('a message that is no CloudEvent is unreadable, with the reason', () => {
  const binary = delivered(writeCloudEvent(event));
  const structured = delivered(writeCloudEvent(event, 'structured'));
  const withHeader = (name: string, text: string | undefined): KafkaRecord =>
    changed(binary, { headers: { ...binary.headers, [name]: text } });

  it.each<[string, string, KafkaRecord]>([
    ['no-value', 'a tombstone', changed(binary, { value: null })],
    ['not-a-cloudevent', 'bare JSON', changed(binary, { headers: {} })],
    ['not-a-cloudevent', 'another version', withHeader('ce_specversion', '0.3')],
    ['not-a-cloudevent', 'a structured list', changed(structured, { value: json([1]) })],
    ['several-events-in-one-message', 'a batch', withHeader('content-type', 'application/cloudevents-batch+json')],
    ['not-utf-8-json', 'broken JSON', changed(binary, { value: Buffer.from('{"unitId":') })],
    ['not-utf-8-json', 'bytes that are no UTF-8', changed(structured, { value: Buffer.from([0x22, 0xff, 0x22]) })],
    ['not-utf-8-json', 'XML', withHeader('content-type', 'application/xml')],
    ['not-utf-8-json', 'a structured event in XML', withHeader('content-type', 'application/cloudevents+xml')],
    ['attribute-missing', 'no id', withHeader('ce_id', undefined)],
    ['attribute-missing', 'an empty type', withHeader('ce_type', '')],
    ['attribute-missing', 'a time that is none', withHeader('ce_time', 'yesterday')],
    [
      'attribute-missing',
      'an id that is a number',
      changed(structured, { value: json({ ...event, specversion: '1.0', id: 7 }) }),
    ],
  ])('%s: %s', (reason, _what, message) => {
    expect(readCloudEvent(message)).toMatchObject({ reason });
  });
});
