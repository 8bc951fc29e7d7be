import { count, schemaHead, uuid } from './schema-parts';

/**
 * The `data` of `nl.haaglanden.cap.availability.reported.v1`, the `AvailabilityReport` of `@cap/contracts`. It says
 * what can be read, not what is right: negative counts and the like are refused by CPY-2, with an answer. An unknown
 * field is unreadable, for a misspelt `occupiedOtherRegions` must not pass as a report without one.
 */
export const availabilityReportedSchema = {
  ...schemaHead('availability.reported.v1'),
  type: 'object',
  required: ['unitId', 'observedAt', 'inOperation', 'occupied'],
  additionalProperties: false,
  properties: {
    unitId: uuid,
    observedAt: { type: 'string', format: 'date-time' },
    inOperation: count,
    occupied: count,
    occupiedOtherRegions: count,
    countsPlacements: { type: 'array', items: uuid, uniqueItems: true, maxItems: 1000 },
    expectedFree: {
      type: 'array',
      maxItems: 366,
      items: {
        type: 'object',
        required: ['date', 'places'],
        additionalProperties: false,
        properties: { date: { type: 'string', format: 'date' }, places: count },
      },
    },
    waitingDays: count,
  },
} as const;
