import type { AvailabilityReport } from '@cap/contracts';
import { anyId, listOf, maybe, number, object, textOf } from './fields';
import { schemaHead } from './schema-parts';

type Expected = NonNullable<AvailabilityReport['expectedFree']>[number];
const expected = object<Expected>({ date: textOf('date'), places: number() });

/**
 * The `data` of `nl.haaglanden.cap.availability.reported.v1`, the `AvailabilityReport` of `@cap/contracts`. It says
 * what can be read, not what is right: negative counts and the like are refused by CPY-2, with an answer. An unknown
 * field is unreadable, for a misspelt `occupiedOtherRegions` must not pass as a report without one.
 */
export const availabilityReportedSchema = {
  ...schemaHead('availability.reported.v1'),
  ...object<AvailabilityReport>({
    unitId: anyId(),
    observedAt: textOf('date-time'),
    inOperation: number(),
    occupied: number(),
    occupiedOtherRegions: maybe(number()),
    countsPlacements: maybe(listOf<string, string[]>(anyId(), { uniqueItems: true, maxItems: 1000 })),
    expectedFree: maybe(listOf<Expected, Expected[]>(expected, { maxItems: 366 })),
    waitingDays: maybe(number()),
  }).schema,
};
