/**
 * The Dutch government's profile of CloudEvents 1.0 ("NL GOV profile for CloudEvents" of Logius), as far as a machine can
 * see it in one event. The package `cloudevents` checks the standard, not the profile.
 */

/** An organisation by its number and a system of it: OIN for governments, KvK number for others. */
export const eventSourcePattern =
  /^urn:nld:(oin:\d{20}:systeem:[A-Za-z0-9][A-Za-z0-9._-]*|kvknr:\d{8}\.[A-Za-z0-9][A-Za-z0-9._-]*)$/;

/** Attributes of one event by their names; `data` is none. */
export type Attributes = Readonly<Record<string, unknown>>;

const ofTheStandard = ['id', 'source', 'specversion', 'type', 'datacontenttype', 'dataschema', 'subject', 'time'];
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const fits = (value: unknown, pattern: RegExp): boolean => isText(value) && pattern.test(value);
/** An attribute that may be left out. */
const maybe = (value: unknown, pattern: RegExp): boolean => value === undefined || fits(value, pattern);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
/** Absolute, or a path that begins at the root of whoever sent it. */
const reference = /^(https?:\/\/[a-z0-9.:[\]-]+)?\/[\w./~-]*$/i;
/** `nl.<data source>.<domain in the plural>.<what happened>.v<one number>`. */
const eventType = /^nl(\.[a-z0-9-]+)+\.[a-z][a-z-]*s\.[a-z][a-z-]*\.v[1-9]\d*$/;
const largestInteger = 2_147_483_647;

/** Each rule, and whether an event keeps it. */
const rules: Readonly<Record<string, (event: Attributes) => boolean>> = {
  'id is a text': ({ id }) => isText(id),
  'source is a URN of an organisation and its system': ({ source }) => fits(source, eventSourcePattern),
  'specversion is 1.0': ({ specversion }) => specversion === '1.0',
  'type is a reversed domain, with a domain in the plural': ({ type }) => fits(type, eventType),
  'type has one version': ({ type }) => isText(type) && type.match(/\.v\d/g)?.length === 1,
  'datacontenttype is JSON': ({ datacontenttype }) => datacontenttype === 'application/json',
  'dataschema is the address of a JSON Schema': ({ dataschema }) => fits(dataschema, /^https:\/\/\S+\.json$/),
  'subject is an opaque id': ({ subject }) => maybe(subject, uuid),
  'time is a moment': ({ time }) => fits(time, moment),
  'dataref is an address without a question': ({ dataref }) => maybe(dataref, reference),
  'sequence sorts as a text': ({ sequence }) => maybe(sequence, /^\d{10}$/),
  'sequencetype says how sequence counts': ({ sequence, sequencetype }) =>
    sequence === undefined
      ? sequencetype === undefined
      : sequencetype === 'Integer' && Number(sequence) >= 1 && Number(sequence) <= largestInteger,
  'names of extensions are short, in a-z and 0-9': (event) =>
    Object.keys(event).every((name) => ofTheStandard.includes(name) || /^[a-z0-9]{1,20}$/.test(name)),
};

export const profileRules = Object.keys(rules);

/** The rules of the profile that an event breaks; none when it keeps all. */
export const brokenProfileRules = (event: Attributes): string[] => profileRules.filter((rule) => !rules[rule]!(event));
