import { asId, type PersonId } from '@cap/contracts';
import type { Held, RecordedEvent, StayPlace, YoungPersonEvent } from '@cap/events';
import { readModel } from '../read-model';
import type { StreamTable } from '../shared/stream-table';
import { StayListRow } from './stay-list.entity';

const table: StreamTable<'young-person', StayListRow> = {
  entity: StayListRow,
  streamType: 'young-person',
  streamId: 'personId',
  rowId: 'stayId',
  fold: (rows, recorded) => besideEachOther(folded(rows, recorded)),
};

function folded(rows: readonly StayListRow[], recorded: RecordedEvent<YoungPersonEvent>): readonly StayListRow[] {
  const begun = beginning(recorded);
  if (begun) return [...rows, begun];
  const { event } = recorded;
  return rows.map((row) => (row.stayId === event.data.stayId ? { ...row, ...change(event) } : row));
}

/** All stays of one person, each with what runs beside it. */
const besideEachOther = (rows: readonly StayListRow[]): StayListRow[] =>
  rows.map((row) => {
    const others = rows.filter(({ stayId, status }) => stayId !== row.stayId && status === 'started');
    return { ...row, runningBeside: others.map(({ careForm }) => careForm) };
  });

/** Which stays are planned, run or ended, and where? */
export const stayList = readModel({ name: 'stay-list', tables: [table], feed: null });

function beginning(recorded: RecordedEvent<YoungPersonEvent>): StayListRow | null {
  const { event } = recorded;
  switch (event.type) {
    case 'StayPlanned': {
      const { referralId, proposalId, plannedFrom } = event.data;
      const stay = unadmitted(recorded, event.data);
      return { ...stay, status: 'planned', origin: 'proposal', referralId, proposalId, plannedFrom };
    }
    case 'InheritedStayRecorded':
      return inherited(recorded, event.data);
    case 'BypassedStayRecorded':
      return { ...unadmitted(recorded, event.data), ...started(event.data.admitted), origin: 'bypass' };
    default:
      return null;
  }
}

type Inherited = Extract<YoungPersonEvent, { type: 'InheritedStayRecorded' }>['data'];

const inherited = (recorded: RecordedEvent, data: Inherited): StayListRow => ({
  ...unadmitted(recorded, data),
  ...started(data.admitted),
  origin: 'inherited',
  perspective: data.perspective,
});

function unadmitted(
  { streamId, version, metadata: { at } }: RecordedEvent,
  { stayId, unitId, providerId, placementId, purpose, careForm }: StayPlace,
): Omit<StayListRow, 'status' | 'origin'> {
  return {
    stayId,
    personId: asId<PersonId>(streamId),
    version,
    unitId,
    providerId,
    placementId,
    referralId: null,
    proposalId: null,
    purpose,
    careForm,
    perspective: null,
    runningBeside: [],
    plannedFrom: null,
    admittedOn: null,
    admittedAt: null,
    plannedEnd: null,
    endedOn: null,
    endedAt: null,
    endReason: null,
    destination: null,
    startOverdue: false,
    recordedAt: at,
  };
}

const admission = ({ on, at }: Held) => ({ admittedOn: on, admittedAt: at });
const started = (admitted: Held) => ({ status: 'started' as const, ...admission(admitted) });
const ending = ({ on, at }: Held) => ({ endedOn: on, endedAt: at });

function change(event: YoungPersonEvent): Partial<StayListRow> {
  switch (event.type) {
    case 'PlannedStayCancelled':
      return { status: 'cancelled' };
    case 'StayStartOverdue':
      return { startOverdue: true };
    case 'StayStarted':
      return started(event.data.admitted);
    case 'StayEndPlanned':
      return { plannedEnd: event.data.plannedEnd };
    case 'StayEnded': {
      const { ended, reason, destination } = event.data;
      return { status: 'ended', ...ending(ended), endReason: reason, destination };
    }
    case 'AdmissionCorrected':
      return admission(event.data.admitted);
    case 'EndCorrected':
      return ending(event.data.ended);
    case 'StayPlanned':
    case 'InheritedStayRecorded':
    case 'BypassedStayRecorded':
      return {};
  }
}
