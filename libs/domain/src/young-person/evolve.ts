import { BrokenInvariant, type StayId } from '@cap/contracts';
import type { Held, StayPlace, YoungPersonEvent } from '@cap/events';
import type { Fold } from '../decide';
import type { EndedStay, Origin, PlannedStay, StartedStay, Stay, YoungPersonState } from './state';

/** The stay with an id. Throws when the young person has none: the edge finds the young person by the stay. */
export function stayOf(state: YoungPersonState, stayId: StayId): Stay {
  const stay = state.stays.get(stayId);
  if (stay === undefined) throw new BrokenInvariant('The stay is not one of this young person.');
  return stay;
}

function evolve(state: YoungPersonState, event: YoungPersonEvent): YoungPersonState {
  return { stays: new Map(state.stays).set(event.data.stayId, nextStay(state, event)) };
}

function nextStay(state: YoungPersonState, event: YoungPersonEvent): Stay {
  switch (event.type) {
    case 'StayPlanned': {
      const { referralId, proposalId, acceptedOn, plannedFrom } = event.data;
      const from = {
        origin: 'proposal',
        referralId,
        proposalId,
        acceptedOn,
        plannedFrom,
        startOverdue: false,
      } as const;
      return { ...placeOf(event.data), status: 'planned', from };
    }
    case 'InheritedStayRecorded':
      return started(event.data, { origin: 'inherited', perspective: event.data.perspective }, event.data.admitted);
    case 'BypassedStayRecorded':
      return started(event.data, { origin: 'bypass', findingId: event.data.findingId }, event.data.admitted);
    case 'PlannedStayCancelled':
      return { ...planned(state, event), status: 'cancelled', reason: event.data.reason };
    case 'StayStartOverdue': {
      const stay = planned(state, event);
      return { ...stay, from: { ...stay.from, startOverdue: true } };
    }
    case 'StayStarted': {
      const stay = planned(state, event);
      return started(stay, stay.from, event.data.admitted);
    }
    case 'StayEndPlanned':
      return { ...running(state, event), plannedEnd: event.data.plannedEnd };
    case 'StayEnded': {
      const { ended, reason, destination } = event.data;
      return { ...running(state, event), status: 'ended', ended, reason, destination };
    }
    case 'AdmissionCorrected': {
      const stay = stayOf(state, event.data.stayId);
      if (stay.status !== 'started' && stay.status !== 'ended') throw unexpected(event, stay);
      return { ...stay, admitted: event.data.admitted };
    }
    case 'EndCorrected': {
      const stay = stayOf(state, event.data.stayId);
      if (stay.status !== 'ended') throw unexpected(event, stay);
      return { ...stay, ended: event.data.ended } satisfies EndedStay;
    }
  }
}

const placeOf = ({ stayId, unitId, providerId, placementId, purpose, careForm }: StayPlace): StayPlace => ({
  stayId,
  unitId,
  providerId,
  placementId,
  purpose,
  careForm,
});

const started = (place: StayPlace, from: Origin, admitted: Held): StartedStay => ({
  ...placeOf(place),
  status: 'started',
  from,
  admitted,
  plannedEnd: null,
});

const unexpected = (event: YoungPersonEvent, stay: Stay) =>
  new BrokenInvariant(`${event.type} cannot follow on a stay that is ${stay.status}.`);

function planned(state: YoungPersonState, event: YoungPersonEvent): PlannedStay {
  const stay = stayOf(state, event.data.stayId);
  if (stay.status !== 'planned') throw unexpected(event, stay);
  return stay;
}

function running(state: YoungPersonState, event: YoungPersonEvent): StartedStay {
  const stay = stayOf(state, event.data.stayId);
  if (stay.status !== 'started') throw unexpected(event, stay);
  return stay;
}

/** How a young person's events make the state. */
export const youngPersonFold: Fold<YoungPersonState, YoungPersonEvent> = { initialState: { stays: new Map() }, evolve };
