import type { Instant, LocalDate } from '@cap/contracts';
import type { EventMetadata, InternalEvent, InternalEventType } from '../internal/event';
import type { YoungPersonEvent } from '../internal/young-person-events';

type DataOf<T extends InternalEventType> = Extract<InternalEvent, { type: T }>['data'];
type StayPlanned = DataOf<'StayPlanned'>;
type InheritedStay = Extract<YoungPersonEvent, { type: 'InheritedStayRecorded' }>['data'];

/** Makes the data of one shape those of the next. It sees who wrote the event and when, and nothing else. */
export type Upcaster<From, To> = (data: From, metadata: EventMetadata) => To;

/** From shape 1 to 2, from 2 to 3, and so on: the last gives what the code knows. */
type ToNewest<T extends InternalEventType> = readonly [
  ...before: Upcaster<never, object>[],
  last: Upcaster<never, DataOf<T>>,
];

/**
 * The upcasters of each event whose shape has changed. A shape is never edited: the new one gets one upcaster here, at the
 * end, and a fixture of the old one in `retired`. An event that is not here has shape 1.
 *
 * Until shapes had numbers, events were written without one. They count as shape 1, so the first upcaster of a type leaves
 * alone what is there already.
 */
export const upcasters: { readonly [T in InternalEventType]?: ToNewest<T> } = {
  StayPlanned: [
    // The stay was planned by the acceptance, in one transaction.
    (data: Omit<StayPlanned, 'acceptedOn'>, { at }): StayPlanned => ({ acceptedOn: dayInAmsterdam(at), ...data }),
  ],
  InheritedStayRecorded: [
    // It was not asked then.
    (data: Omit<InheritedStay, 'perspective'>): InheritedStay => ({ perspective: null, ...data }),
  ],
};

const amsterdam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' });
const dayInAmsterdam = (at: Instant): LocalDate => amsterdam.format(new Date(at)) as LocalDate;
