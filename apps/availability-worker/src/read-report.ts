import { isId, type AvailabilityReport } from '@cap/contracts';
import { availabilityReportedSchema, cloudEventTypes } from '@cap/events';
import { readCloudEvent, schemaCheck, Unreadable, type KafkaRecord } from '@cap/kafka';

/** A report with the id of its CloudEvent. */
export type ReadReport = AvailabilityReport & { readonly id: string };

const flawOf = schemaCheck(availabilityReportedSchema);

/** Takes a message as a report. What is wrong by the rules is still a report; what cannot be read is `Unreadable`. */
export function readReport(message: KafkaRecord): ReadReport | Unreadable {
  const event = readCloudEvent(message);
  if (event instanceof Unreadable) return event;
  const { id, type, data, key } = event;
  if (type !== cloudEventTypes.availabilityReported)
    return new Unreadable('wrong-type', `This topic takes ${cloudEventTypes.availabilityReported}.`);
  if (!isId(id))
    return new Unreadable('id-not-a-uuid', "The event's id must be a UUID, the same each time it is sent.");
  const flaw = flawOf(data);
  if (flaw) return flaw;
  const report = data as AvailabilityReport;
  // JSON Schema knows a leap second; no calendar of ours does.
  if (Number.isNaN(Date.parse(report.observedAt))) return new Unreadable('wrong-data', '/observedAt format');
  if (key?.toLowerCase() !== report.unitId.toLowerCase())
    return new Unreadable('key-is-not-the-unit', "The message's key must be the unitId of its data.");
  return { ...report, id };
}
