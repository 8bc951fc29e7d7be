import { asId, type ReferralId } from '@cap/contracts';
import type { RecordedEvent, ReferralEvent, Request } from '@cap/events';
import { In, type EntityManager } from 'typeorm';
import { readModel } from '../read-model';
import type { StreamTable } from '../shared/stream-table';
import { ProposalListReferralRow, ProposalListRow } from './proposal-list.entity';

const referrals: StreamTable<'referral', ProposalListReferralRow> = {
  entity: ProposalListReferralRow,
  streamType: 'referral',
  streamId: 'referralId',
  rowId: 'referralId',
  fold: (rows, { event, streamId, version }) => {
    if (event.type === 'ReferralCompleted') return rows.map((row) => ({ ...row, ...asked(event.data) }));
    if (event.type !== 'ReferralSubmitted') return rows;
    const { numberSequence, referrerId } = event.data;
    return [{ referralId: asId<ReferralId>(streamId), version, numberSequence, referrerId, ...asked(event.data) }];
  },
};

const proposals: StreamTable<'referral', ProposalListRow> = {
  entity: ProposalListRow,
  streamType: 'referral',
  streamId: 'referralId',
  rowId: 'proposalId',
  fold: (rows, recorded) =>
    recorded.event.type === 'PlaceProposed'
      ? [...rows, proposed(recorded, recorded.event.data)]
      : rows.map((row) => ({ ...row, ...answer(row, recorded) })),
};

/** Which proposals are there, and which wait for an answer? */
export const proposalList = readModel({
  name: 'proposal-list',
  tables: [referrals, proposals],
  feed: null,
  sequel: { streamType: 'young-person', apply: markStarted },
});

/** STY-1: a stay starts after its proposal was accepted, and never starts again. */
async function markStarted(tx: EntityManager, events: readonly RecordedEvent[]): Promise<void> {
  const started = events.flatMap(({ event }) => (event.type === 'StayStarted' ? [event.data.stayId] : []));
  if (started.length > 0) await tx.update(ProposalListRow, { stayId: In(started) }, { stayHasStarted: true });
}

const asked = ({ municipality, purpose, urgency }: Request) => ({ municipality, purpose, urgency });

type PlaceProposed = Extract<ReferralEvent, { type: 'PlaceProposed' }>['data'];

const proposed = (
  { streamId, version, metadata: { at } }: RecordedEvent,
  { proposalId, unitId, providerId, placementId, careForm, expiresAt }: PlaceProposed,
): ProposalListRow => ({
  proposalId,
  version,
  referralId: asId<ReferralId>(streamId),
  unitId,
  providerId,
  placementId,
  careForm,
  status: 'open',
  proposedAt: at,
  expiresAt,
  answeredAt: null,
  declineReason: null,
  stayId: null,
  stayHasStarted: false,
});

function answer(row: ProposalListRow, { event, metadata }: RecordedEvent<ReferralEvent>): Partial<ProposalListRow> {
  if (!('proposalId' in event.data) || event.data.proposalId !== row.proposalId) return {};
  const answeredAt = metadata.at;
  switch (event.type) {
    case 'ProposalAccepted':
      return { status: 'accepted', answeredAt, stayId: event.data.stayId };
    case 'ProposalDeclined':
      return { status: 'declined', answeredAt, declineReason: event.data.reason };
    case 'ProposalExpired':
      return { status: 'expired', answeredAt };
    case 'ProposalReleased':
      return { status: 'released', answeredAt };
    case 'ProposalWithdrawn':
      return { status: 'withdrawn', answeredAt, stayId: null };
    default:
      return {};
  }
}
