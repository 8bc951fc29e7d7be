import { cloudEventTypes, defaultEventSource } from './cloud-event-types';
import { publicTypes } from './outgoing';
import { brokenProfileRules, eventSourcePattern, profileRules, type Attributes } from './profile';
import { reportAnsweredSchema } from './report-answered';

const about = '0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10';
const event = {
  id: '7f7cf1f2-6bb2-4a39-8a4e-0c5a3f5b8d11',
  source: defaultEventSource,
  specversion: '1.0',
  type: 'nl.haaglanden.cap.stays.ended.v1',
  datacontenttype: 'application/json',
  dataschema: 'https://cap.example/schemas/stays.ended.v1.json',
  subject: about,
  time: '2028-01-31T13:05:00.000Z',
  dataref: `/v1/stays/${about}`,
  sequence: '0000000004',
  sequencetype: 'Integer',
};

/** For each rule, events that break it and no other. */
const broken: Readonly<Record<string, readonly Attributes[]>> = {
  'id is a text': [
    { ...event, id: '' },
    { ...event, id: 7 },
  ],
  'source is a URN of an organisation and its system': [
    { ...event, source: 'https://cap.example/stays' },
    { ...event, source: 'urn:nld:oin:123:systeem:cap' },
    { ...event, source: 'urn:nld:kvknr:12345678' },
  ],
  'specversion is 1.0': [{ ...event, specversion: '0.3' }],
  'type is a reversed domain, with a domain in the plural': [
    { ...event, type: 'StayEnded.v1' },
    { ...event, type: 'nl.haaglanden.cap.stay.ended.v1' },
    { ...event, type: 'nl.haaglanden.cap.stays.ended.v0' },
  ],
  'type has one version': [{ ...event, type: 'nl.haaglanden.v2.cap.stays.ended.v1' }],
  'datacontenttype is JSON': [{ ...event, datacontenttype: 'text/plain' }],
  'dataschema is the address of a JSON Schema': [
    { ...event, dataschema: undefined },
    { ...event, dataschema: '/schemas/stays.ended.v1.json' },
  ],
  'subject is an opaque id': [{ ...event, subject: '999990007' }],
  'time is a moment': [
    { ...event, time: '2028-01-31' },
    { ...event, time: undefined },
  ],
  'dataref is an address without a question': [{ ...event, dataref: '/v1/stays?bsn=999990007' }],
  'sequence sorts as a text': [{ ...event, sequence: '4' }],
  'sequencetype says how sequence counts': [
    { ...event, sequencetype: 'integer-ish' },
    { ...event, sequence: '0000000000' },
    { ...event, sequence: '9999999999' },
    { ...event, sequence: undefined },
  ],
  'names of extensions are short, in a-z and 0-9': [
    { ...event, stream_version: '4' },
    { ...event, versionofthestreamofit: '4' },
  ],
};

describe('the Dutch government profile of CloudEvents', () => {
  it.each([
    ...publicTypes.map(({ type, schema }) => [type, schema.$id]),
    [cloudEventTypes.reportAnswered, reportAnsweredSchema.$id],
  ])('%s keeps its rules', (type, dataschema) => {
    expect(brokenProfileRules({ ...event, type, dataschema })).toEqual([]);
  });

  it.each(profileRules)('an event that breaks a rule is found: %s', (rule) => {
    expect(broken[rule]?.length).toBeGreaterThan(0);
    for (const wrong of broken[rule]!) expect(brokenProfileRules(wrong)).toEqual([rule]);
  });

  it('takes an organisation by its OIN or its KvK number', () => {
    expect(defaultEventSource).toMatch(eventSourcePattern);
    expect('urn:nld:kvknr:12345678.bezetting').toMatch(eventSourcePattern);
  });

  it('leaves out what an event need not have', () => {
    const { subject, dataref, sequence, sequencetype, ...least } = event;
    expect([subject, dataref, sequence, sequencetype]).not.toContain(undefined);
    expect(brokenProfileRules(least)).toEqual([]);
  });
});
