import type { FindingId, ProposalId, ReferralId, StayId } from '@cap/contracts';
import type { Held, StayPlace, YoungPersonEvent } from '@cap/events';
import { heldFrom } from '../days/held';
import { day, moment, sampleId } from '../ids.samples';

/** Thursday 20 January 2028, noon in Amsterdam: the moment of the decisions in these specs. */
export const now = moment('2028-01-20T11:00:00.000Z');
export const on = (date: string): Held => ({ on: day(date), at: null });
export const at = (instant: string): Held => heldFrom({ at: instant });

export const stayId = (n: number) => sampleId<StayId>(500 + n);
export const findingId = sampleId<FindingId>(60);

/** The place of the `n`th stay; each is in a unit of its own. */
export const place = (n: number, changes: Partial<StayPlace> = {}): StayPlace => ({
  stayId: stayId(n),
  unitId: sampleId(520 + n),
  providerId: sampleId(540 + n),
  placementId: sampleId(560 + n),
  purpose: 'living',
  careForm: 'living-group',
  ...changes,
});
export const crisisPlace = (n: number) => place(n, { purpose: 'crisis', careForm: 'crisis-facility' });
export const partTimePlace = (n: number) => place(n, { purpose: 'respite', careForm: 'part-time-stay' });

export const origin = { referralId: sampleId<ReferralId>(1), proposalId: sampleId<ProposalId>(2) } as const;
/** The day on which the proposal of each stay was accepted, unless it says otherwise. */
export const acceptedOn = day('2027-12-01');
export const plannedStay = (stayPlace: StayPlace, accepted = acceptedOn): YoungPersonEvent => ({
  type: 'StayPlanned',
  data: { ...stayPlace, ...origin, acceptedOn: accepted, plannedFrom: day('2028-01-10') },
});
export const cancelled = (n: number): YoungPersonEvent => ({
  type: 'PlannedStayCancelled',
  data: { stayId: stayId(n), reason: 'needs-changed' },
});
export const admission = (n: number, admitted: Held): YoungPersonEvent => ({
  type: 'StayStarted',
  data: { stayId: stayId(n), admitted },
});
export const end = (n: number, ended: Held): YoungPersonEvent => ({
  type: 'StayEnded',
  data: { stayId: stayId(n), ended, reason: 'planned-step', destination: 'living-form' },
});
export const endPlan = (n: number, plannedEnd: string): YoungPersonEvent => ({
  type: 'StayEndPlanned',
  data: { stayId: stayId(n), plannedEnd: day(plannedEnd) },
});

/** Histories of one stay. */
export const started = (stayPlace: StayPlace, admitted: Held): YoungPersonEvent[] => [
  plannedStay(stayPlace),
  { type: 'StayStarted', data: { stayId: stayPlace.stayId, admitted } },
];
export const endedStay = (n: number, admitted: string, ended: string): YoungPersonEvent[] => [
  ...started(place(n), on(admitted)),
  end(n, on(ended)),
];
