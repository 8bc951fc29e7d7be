import { brokenProfileRules, eventSchemas } from '@cap/events';
import { Unreadable, type KafkaRecord } from './cloud-event';
import { readCloudEvent } from './read-cloud-event';
import { schemaCheck } from './schema-check';

const checks = new Map([...eventSchemas].map(([type, schema]) => [type, schemaCheck(schema)]));

/** What is wrong with a message in binary mode as an event of ours: by the government profile, and by the schema of its type. */
export function eventFlaws(message: KafkaRecord): string[] {
  const event = readCloudEvent(message);
  if (event instanceof Unreadable) return [`${event.reason}: ${event.detail}`];
  const check = checks.get(event.type);
  if (!check) return [`unknown type ${event.type}`];
  const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [
    name === 'content-type' ? 'datacontenttype' : name.replace(/^ce_/, ''),
    String(value),
  ]);
  const flaw = check(event.data);
  return [...brokenProfileRules(Object.fromEntries(headers)), ...(flaw ? [flaw.detail] : [])];
}
