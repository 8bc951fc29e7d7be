import type { Message } from 'kafkajs';
import { optionalAttributes, structuredContentType, type CloudEvent } from './cloud-event';

export type ContentMode = 'binary' | 'structured';

/**
 * An event as a Kafka message, by the Kafka binding of CloudEvents 1.0; binary mode, as most consumers expect. Its trace
 * stands in a header of that name too, where tracing libraries look.
 */
export function writeCloudEvent(event: CloudEvent, mode: ContentMode = 'binary'): Message {
  const { id, type, source, data, key, traceparent } = event;
  const trace = traceparent === undefined ? {} : { traceparent };
  const optional = (['time', ...optionalAttributes] as const)
    .map((name) => [name, event[name]])
    .filter(([, value]) => typeof value === 'string');
  const attributes = { specversion: '1.0', id, type, source, ...Object.fromEntries(optional) };
  if (mode === 'structured')
    return {
      key,
      value: JSON.stringify({ ...attributes, datacontenttype: 'application/json', data }),
      headers: { 'content-type': structuredContentType, ...trace },
    };
  const headers = Object.entries(attributes).map(([name, value]) => [`ce_${name}`, value]);
  return {
    key,
    value: JSON.stringify(data),
    headers: { 'content-type': 'application/json', ...trace, ...Object.fromEntries(headers) },
  };
}
