import { availabilityReportedSchema } from './availability-reported';
import { cloudEventTypes } from './cloud-event-types';
import { publicTypes } from './outgoing';
import { reportAnsweredSchema } from './report-answered';
import type { SchemaHead } from './schema-parts';

/** The JSON Schema of the data of each event that crosses the CAP's border, by the event's type. */
export const eventSchemas: ReadonlyMap<string, SchemaHead & Readonly<Record<string, unknown>>> = new Map([
  [cloudEventTypes.availabilityReported, availabilityReportedSchema],
  [cloudEventTypes.reportAnswered, reportAnsweredSchema],
  ...publicTypes.map(({ type, schema }) => [type, schema] as const),
]);
