import {
  optionalAttributes,
  structuredContentType,
  Unreadable,
  type CloudEvent,
  type KafkaRecord,
} from './cloud-event';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a message by the Kafka binding of CloudEvents 1.0, in binary or structured mode. Our own, and not the binding
 * of the package `cloudevents`: that one gives an event without id a random id, so that a repeated delivery would
 * count as another report. Specs hold the two against each other.
 */
export function readCloudEvent(message: KafkaRecord): CloudEvent | Unreadable {
  try {
    const headers = headersOf(message);
    const key = message.key?.length ? utf8.decode(message.key) : null;
    if (!message.value) return new Unreadable('no-value', 'The message has no value.');
    const contentType = headers.get('content-type')?.toLowerCase() ?? '';
    if (contentType.startsWith('application/cloudevents-batch'))
      return new Unreadable('several-events-in-one-message', 'Send one event in one message.');
    if (contentType.startsWith(structuredContentType)) return structured(message.value, key);
    if (contentType.startsWith('application/cloudevents'))
      return new Unreadable('not-utf-8-json', `A structured event must be ${structuredContentType}.`);
    return binary(headers, contentType, message.value, key);
  } catch {
    // A parser's message quotes what it read, and that is not ours to repeat.
    return new Unreadable('not-utf-8-json', 'Key, headers and value must be UTF-8, and the value JSON.');
  }
}

function structured(value: Buffer, key: string | null): CloudEvent | Unreadable {
  const event: unknown = JSON.parse(utf8.decode(value));
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    return new Unreadable('not-a-cloudevent', 'A structured event must be one JSON object.');
  const fields = event as Record<string, unknown>;
  return checked((name) => fields[name], fields['data'], key);
}

function binary(
  headers: ReadonlyMap<string, string>,
  contentType: string,
  value: Buffer,
  key: string | null,
): CloudEvent | Unreadable {
  if (!headers.has('ce_specversion'))
    return new Unreadable(
      'not-a-cloudevent',
      `Neither header ce_specversion nor content-type ${structuredContentType}.`,
    );
  if (contentType && !/^application\/([a-z0-9.-]+\+)?json\b/.test(contentType))
    return new Unreadable('not-utf-8-json', 'The content-type of the data must be application/json.');
  return checked((name) => headers.get(`ce_${name}`), JSON.parse(utf8.decode(value)), key);
}

function checked(attribute: (name: string) => unknown, data: unknown, key: string | null): CloudEvent | Unreadable {
  if (attribute('specversion') !== '1.0') return new Unreadable('not-a-cloudevent', 'specversion must be 1.0.');
  const [id, type, source] = ['id', 'type', 'source'].map(attribute);
  if (!isText(id) || !isText(type) || !isText(source))
    return new Unreadable('attribute-missing', 'id, type and source must be texts that are not empty.');
  const time = attribute('time') ?? null;
  if (time !== null && (!isText(time) || Number.isNaN(Date.parse(time))))
    return new Unreadable('attribute-missing', 'time must be a moment by RFC 3339, or left out.');
  const optional = optionalAttributes.map((name) => [name, attribute(name)]).filter(([, value]) => isText(value));
  return { id, type, source, time, data, key, ...Object.fromEntries(optional) };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

/** Names in lower case; of a header that came more than once, the last. */
function headersOf({ headers = {} }: KafkaRecord): Map<string, string> {
  const read = (value: Buffer | string): string => (typeof value === 'string' ? value : utf8.decode(value));
  const last = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]);
  return new Map(
    (last as [string, Buffer | string | undefined][])
      .filter(
        (entry): entry is [string, Buffer | string] => entry[1] !== undefined && entry[0].match(relevant) !== null,
      )
      .map(([name, value]) => [name.toLowerCase(), read(value)]),
  );
}

/** Headers that are none of ours (tracing, for one) may hold anything. */
const relevant = /^(content-type|ce_[a-z0-9]+)$/i;
