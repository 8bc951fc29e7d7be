import { createHash } from 'node:crypto';
import type { Schema } from './schema';

/** Invented values of fields, by their name; of the others the kind of value is enough. */
const values: Readonly<Record<string, unknown>> = {
  name: 'De Verzonnen Linde',
  birthDate: '2014-05-17',
  bsn: '999900006',
  number: 'A-M6Y7Y',
  referralNumber: 'A-M6Y7Y',
  code: 'GM0637',
  municipality: 'GM0637',
  postcode: 2711,
  situation: 'Een verzonnen situatie: thuis wonen lukt nu niet.',
  explanation: 'De vraag is duidelijk; verblijf is nodig.',
  declineExplanation: 'De groep past nu niet bij deze leeftijd.',
  words: 'Op 6 km van de eigen omgeving.',
  asked: 'wonen',
  has: 'crisis',
  minAge: 8,
  maxAge: 18,
  age: 13,
  ceiling: 8,
  places: 8,
  inOperation: 8,
  occupied: 6,
  occupiedOtherRegions: 1,
  promised: 1,
  free: 1,
  amount: 8,
  score: 82.5,
  points: 42.5,
  outOf: 50,
  version: 3,
  policyVersion: 1,
  referralVersion: 3,
  dayNumber: 12,
  waitingDays: 14,
  staleUnits: 0,
  indexAgeMs: 40,
  capacityPosition: '1:2041',
  reader: 'referral-list',
  position: 2041,
  behind: 0,
  kind: 'cap-api',
  roles: ['http', 'live'],
  pid: 4242,
  address: 'http://127.0.0.1:3000',
  at: '2028-01-10T09:00:00.000Z',
  next: null,
  key: 'reporting-term-hours',
  value: 24,
  'distance-bands-km': [5, 10, 20],
  haltedAt: null,
  haltedBecause: null,
  haltedSince: null,
  waitingFor: null,
  limit: 100,
  url: 'https://afnemer.example/gebeurtenissen',
  secret: 'whsec_dmVyem9ubmVuLWdlaGVpbS12YW4tZGVydGlnLWJ5dGVz',
};

/** Fields that stand in few answers only: beside the others they would tell a story that cannot be. */
const leftOut = new Set(['on', 'problem', 'warning', 'errors', 'provisional', 'excluded', 'declineExplanation']);

/** An example of a schema with invented data. Takes the schemas that have a name. */
export function sampleOf(schema: Schema, named: Readonly<Record<string, Schema>>, name = ''): unknown {
  const { $ref, type, properties, items, enum: listed, format, additionalProperties } = schema;
  if (typeof $ref === 'string') return sampleOf(named[$ref.split('/').at(-1)!]!, named, name);
  const kinds = [type].flat();
  if (properties) {
    const required = new Set((schema['required'] ?? []) as string[]);
    const fields = Object.entries(properties as Record<string, Schema>).filter(
      ([field]) => required.has(field) || !leftOut.has(field),
    );
    return Object.fromEntries(fields.map(([field, of]) => [field, sampleOf(of, named, field)]));
  }
  const known = values[name];
  if (known !== undefined && fits(known, schema)) return known;
  if (Array.isArray(listed)) return listed[0];
  if (kinds.includes('array')) return [sampleOf(items as Schema, named, name)];
  if (additionalProperties) return { [name]: sampleOf(additionalProperties as Schema, named, name) };
  if (Array.isArray(schema['anyOf'])) return sampleOf((schema['anyOf'] as Schema[])[0]!, named, name);
  if (format === 'uuid') return uuidFor(name);
  if (format === 'date-time') return '2028-01-10T09:00:00.000Z';
  if (format === 'date') return '2028-01-10';
  if (kinds.includes('integer') || kinds.includes('number')) return schema['minimum'] ?? 1;
  if (kinds.includes('boolean')) return false;
  return kinds.includes('null') ? null : 'Een verzonnen tekst.';
}

/** The name of a field means something else elsewhere: a value stands only where its kind is asked. */
function fits(value: unknown, { type, enum: listed, format, anyOf }: Schema): boolean {
  if (anyOf) return (anyOf as Schema[]).some((one) => fits(value, one));
  if (Array.isArray(listed)) return listed.includes(value);
  if (format === 'date-time' || format === 'uuid') return format === 'date-time' && /T.*Z$/.test(String(value));
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return [type]
    .flat()
    .some((one) => one === kind || (kind === 'number' && one === 'integer' && Number.isInteger(value)));
}

/** The same for the same name, so that an example reads as one story. */
function uuidFor(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
