/** The types of the CloudEvents that cross the CAP's border. A breaking change of the data gets a new number. */
export const cloudEventTypes = {
  availabilityReported: 'nl.haaglanden.cap.availability.reported.v1',
  reportAnswered: 'nl.haaglanden.cap.availability-reports.answered.v1',
} as const;
export type CloudEventType = (typeof cloudEventTypes)[keyof typeof cloudEventTypes];

/**
 * The CAP as the source of an event: a URN of the organisation's number (OIN) and its system, as the Dutch government
 * profile asks. The number of zeros belongs to nobody: an installation sets its own.
 */
export const defaultEventSource = 'urn:nld:oin:00000000000000000000:systeem:cap';
