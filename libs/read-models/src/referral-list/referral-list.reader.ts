import { asId, type ReferralId, type ReferralRow } from '@cap/contracts';
import type { RecordedEvent, ReferralEvent, Request } from '@cap/events';
import type { FeedChange } from '@cap/event-store';
import { readModel } from '../read-model';
import type { StreamTable } from '../shared/stream-table';
import { ReferralListRow } from './referral-list.entity';

export const referralFeed = 'referrals';

const table: StreamTable<'referral', ReferralListRow> = {
  entity: ReferralListRow,
  streamType: 'referral',
  streamId: 'referralId',
  rowId: 'referralId',
  fold: (rows, event) => (rows[0] ? [after(rows[0], event)] : submitted(event)),
};

/** Which referrals are there, and where do they stand? Also tells who follows one referral. */
export const referralList = readModel({
  name: 'referral-list',
  tables: [table],
  feed: { name: referralFeed, table, change: told },
});

function told({ referralId, version, status, openProposals }: ReferralListRow): FeedChange<ReferralRow> {
  const body = { referralId, version, status, openProposals: openProposals.length };
  return { row: referralId, scopes: [`referral:${referralId}`], body };
}

const asked = ({ municipality, purpose, careForms, urgency, perspective }: Request) => ({
  municipality,
  purpose,
  careForms,
  urgency,
  perspective,
});

function submitted({ event, version, streamId, metadata: { at } }: RecordedEvent<ReferralEvent>): ReferralListRow[] {
  if (event.type !== 'ReferralSubmitted') throw new Error(`${event.type} before the referral was submitted.`);
  const { numberSequence, referrerId } = event.data;
  return [
    {
      referralId: asId<ReferralId>(streamId),
      version,
      numberSequence,
      referrerId,
      ...asked(event.data),
      status: 'awaiting-triage',
      openProposals: [],
      submittedAt: at,
      updatedAt: at,
    },
  ];
}

const after = (row: ReferralListRow, { event, metadata: { at } }: RecordedEvent<ReferralEvent>): ReferralListRow => ({
  ...row,
  ...change(row, event),
  updatedAt: at,
});

function change(row: ReferralListRow, event: ReferralEvent): Partial<ReferralListRow> {
  switch (event.type) {
    case 'ReferralSubmitted':
      throw new Error('A referral is submitted once.');
    case 'ReferralReturned':
      return { status: 'returned' };
    case 'ReferralCompleted':
      return { status: 'awaiting-triage', ...asked(event.data) };
    case 'ReferralAdmittedToMatching':
      return { status: 'in-matching' };
    case 'ReferralWithdrawn':
      return { status: 'withdrawn' };
    case 'PlaceProposed':
      return { openProposals: [...row.openProposals, event.data.proposalId] };
    case 'ProposalAccepted':
      return { status: 'placed', openProposals: without(row, event.data.proposalId) };
    case 'ProposalWithdrawn': {
      const wasOpen = row.openProposals.includes(event.data.proposalId);
      // One that was accepted: its place is given up, and the referral looks for another.
      return wasOpen ? { openProposals: without(row, event.data.proposalId) } : { status: 'in-matching' };
    }
    case 'ProposalDeclined':
    case 'ProposalExpired':
    case 'ProposalReleased':
      return { openProposals: without(row, event.data.proposalId) };
  }
}

const without = ({ openProposals }: ReferralListRow, answered: string) =>
  openProposals.filter((proposalId) => proposalId !== answered);
