import { utc, type AuditedEvent } from './audited-events';

/** What is compared of one row, by its columns: what people act on. */
export type ListRow = Readonly<Record<string, unknown>>;
export type FoldedList = Map<string, ListRow>;

/** Referrals: where each stands, and which proposals wait. */
export function foldReferrals(events: readonly AuditedEvent[]): FoldedList {
  const open = new Map<string, Set<string>>();
  const status = new Map<string, string>();
  for (const { event, streamId } of events) {
    const proposals = open.get(streamId) ?? new Set();
    open.set(streamId, proposals);
    switch (event.type) {
      case 'ReferralSubmitted':
      case 'ReferralCompleted':
        status.set(streamId, 'awaiting-triage');
        break;
      case 'ReferralReturned':
        status.set(streamId, 'returned');
        break;
      case 'ReferralAdmittedToMatching':
        status.set(streamId, 'in-matching');
        break;
      case 'ReferralWithdrawn':
        status.set(streamId, 'withdrawn');
        break;
      case 'PlaceProposed':
        proposals.add(event.data.proposalId);
        break;
      case 'ProposalWithdrawn':
        // One that was accepted gives its place up, and the referral looks for another.
        if (!proposals.delete(event.data.proposalId)) status.set(streamId, 'in-matching');
        break;
      case 'ProposalAccepted':
        status.set(streamId, 'placed');
        proposals.delete(event.data.proposalId);
        break;
      case 'ProposalDeclined':
      case 'ProposalExpired':
      case 'ProposalReleased':
        proposals.delete(event.data.proposalId);
        break;
      default:
    }
  }
  return new Map(
    [...status].map(([id, now]) => [id, { status: now, open_proposals: [...open.get(id)!].sort() } as ListRow]),
  );
}

const answers: Readonly<Record<string, string>> = {
  ProposalAccepted: 'accepted',
  ProposalDeclined: 'declined',
  ProposalExpired: 'expired',
  ProposalReleased: 'released',
  ProposalWithdrawn: 'withdrawn',
};

/** Proposals: where each is, until when, and what came of it. */
export function foldProposals(events: readonly AuditedEvent[]): FoldedList {
  const rows: FoldedList = new Map();
  for (const { event } of events) {
    if (event.type === 'PlaceProposed') {
      const { proposalId, unitId, expiresAt } = event.data;
      rows.set(proposalId, { unit_id: unitId, expires_at: utc(expiresAt), status: 'open' });
    } else if (event.type in answers && 'proposalId' in event.data) {
      const { proposalId } = event.data;
      rows.set(proposalId, { ...rows.get(proposalId), status: answers[event.type] });
    }
  }
  return rows;
}

/** Stays: where each is, and its days. */
export function foldStays(events: readonly AuditedEvent[]): FoldedList {
  const rows: FoldedList = new Map();
  for (const { event } of events) {
    if (!('stayId' in event.data)) continue;
    const { stayId } = event.data;
    const change = (to: ListRow) => rows.set(stayId, { ...rows.get(stayId), ...to });
    switch (event.type) {
      case 'StayPlanned':
        change({ unit_id: event.data.unitId, status: 'planned', admitted_on: null, ended_on: null });
        break;
      case 'InheritedStayRecorded':
      case 'BypassedStayRecorded':
        change({ unit_id: event.data.unitId, status: 'started', admitted_on: event.data.admitted.on, ended_on: null });
        break;
      case 'PlannedStayCancelled':
        change({ status: 'cancelled' });
        break;
      case 'StayStarted':
        change({ status: 'started', admitted_on: event.data.admitted.on });
        break;
      case 'AdmissionCorrected':
        change({ admitted_on: event.data.admitted.on });
        break;
      case 'StayEnded':
        change({ status: 'ended', ended_on: event.data.ended.on });
        break;
      case 'EndCorrected':
        change({ ended_on: event.data.ended.on });
        break;
      default:
    }
  }
  return rows;
}

/** Findings: of which unit, and since when each is over. */
export function foldFindings(events: readonly AuditedEvent[]): FoldedList {
  const rows: FoldedList = new Map();
  for (const { event, streamId, at } of events) {
    if (event.type === 'BypassRecorded' || event.type === 'UnitFindingRecorded')
      rows.set(streamId, { unit_id: event.data.unitId, closed_at: null });
    else if (event.type === 'FindingClosed') rows.set(streamId, { ...rows.get(streamId), closed_at: utc(at) });
  }
  return rows;
}
