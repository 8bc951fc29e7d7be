import { randomUUID } from 'node:crypto';
import type { AvailabilityReport, ProviderId } from '@cap/contracts';
import { cloudEventTypes, reportTopic, sendInParts, writeCloudEvent, type Producer } from '@cap/kafka';
import { placesOfUnit, type Provider } from '../stand/region';

/** What one provider's system sends in a round: batches in which each of its units reports once. */
export interface Sending {
  readonly providerId: ProviderId;
  readonly reports: readonly (AvailabilityReport & { id: string })[];
}

/** Of the newest report so far; long enough ago that it never comes from the future. */
let moment = Math.floor(Date.now() / 1000) * 1000 - 30 * 86_400_000;

/** New reports, each newer than any before, and each with other counts than the one before. */
export function inventReports({ providerId, unitIds }: Provider, timesEach: number): Sending {
  const reports = Array.from({ length: timesEach }, () => {
    moment += 1000;
    const observedAt = new Date(moment).toISOString();
    const occupied = (moment / 1000) % placesOfUnit;
    return unitIds.map((unitId) => ({ id: randomUUID(), unitId, observedAt, inOperation: placesOfUnit, occupied }));
  });
  return { providerId, reports: reports.flat() };
}

/** Writes reports to the provider's topic, as its system would; resolves when the broker has them all. */
export const writeReports = (producer: Producer, { providerId, reports }: Sending): Promise<void> =>
  sendInParts(
    producer,
    reportTopic(providerId),
    reports.map(({ id, ...data }) =>
      writeCloudEvent({
        id,
        type: cloudEventTypes.availabilityReported,
        source: 'urn:nld:kvknr:00000000.bezetting',
        time: null,
        key: data.unitId,
        data,
      }),
    ),
  );
