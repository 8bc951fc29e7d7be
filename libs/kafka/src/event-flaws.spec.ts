import { eventSchemas } from '@cap/events';
import { eventFlaws } from './event-flaws';
import { writeCloudEvent } from './write-cloud-event';

const stayId = '0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10';
const type = 'nl.haaglanden.cap.stays.started.v1';
const event = {
  id: '7f7cf1f2-6bb2-4a39-8a4e-0c5a3f5b8d11',
  type,
  source: 'urn:nld:oin:00000000000000000000:systeem:cap',
  time: '2028-01-03T08:00:00.000Z',
  dataschema: eventSchemas.get(type)!.$id,
  data: { stayId, admittedOn: '2028-01-03' },
  key: stayId,
};
/** Of what a broker hands on. */
function flaws(changed: object): string[] {
  const { key, value, headers } = writeCloudEvent({ ...event, ...changed });
  return eventFlaws({ key: Buffer.from(key!), value: Buffer.from(value!), headers: headers! });
}

describe('an event of ours', () => {
  it.each<[string[], object]>([
    [[], {}],
    [['unknown type nl.haaglanden.cap.dreams.dreamt.v1'], { type: 'nl.haaglanden.cap.dreams.dreamt.v1' }],
    [['source is a URN of an organisation and its system'], { source: 'https://cap.example' }],
    [['/admittedOn format'], { data: { stayId, admittedOn: 'Monday' } }],
    [['/ additionalProperties'], { data: { ...event.data, name: 'Jan Jansen' } }],
    [['attribute-missing: id, type and source must be texts that are not empty.'], { id: '' }],
  ])('has these flaws: %j', (expected, changed) => {
    expect(flaws(changed)).toEqual(expected);
  });
});
