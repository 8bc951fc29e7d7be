import { careForms, perspectives, purposes, type Instant } from '@cap/contracts';
import type { InternalEvent, InternalEventType } from '../internal/event';
import type { Held } from '../internal/young-person-events';
import { anyId, day, moment, object, oneOf, orNull, type Field } from '../public/fields';

type DataOf<T extends InternalEventType> = Extract<InternalEvent, { type: T }>['data'];
/** An id of any kind: an event inside may hold those that never leave. */
const id = <I extends string>() => anyId() as unknown as Field<I>;

const place = {
  stayId: id<DataOf<'StayPlanned'>['stayId']>(),
  unitId: id<DataOf<'StayPlanned'>['unitId']>(),
  providerId: id<DataOf<'StayPlanned'>['providerId']>(),
  placementId: id<DataOf<'StayPlanned'>['placementId']>(),
  purpose: oneOf(purposes),
  careForm: oneOf(careForms),
};

/** For specs: the newest shape of each event that has a retired one, held against its type by the compiler. */
export const newestShapes: Readonly<Record<string, object>> = {
  StayPlanned: object<DataOf<'StayPlanned'>>({
    ...place,
    referralId: id<DataOf<'StayPlanned'>['referralId']>(),
    proposalId: id<DataOf<'StayPlanned'>['proposalId']>(),
    acceptedOn: day(),
    plannedFrom: day(),
  }).schema,
  InheritedStayRecorded: object<DataOf<'InheritedStayRecorded'>>({
    ...place,
    admitted: object<Held>({ on: day(), at: orNull<Instant>(moment()) }),
    perspective: orNull(oneOf(perspectives)),
  }).schema,
};
