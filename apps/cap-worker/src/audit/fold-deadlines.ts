import { utc, type AuditedEvent } from './audited-events';

export type Outcome = 'fired' | 'cleared';

/** A deadline that the log tells of. */
export interface FoldedDeadline {
  readonly kind: string;
  readonly reference: string;
  readonly streamId: string;
  /** Null when the log does not hold it: it follows from the policy of that day. */
  readonly dueAt: string | null;
  /** Null while it runs. */
  readonly outcome: Outcome | null;
}

export const keyOf = ({ kind, reference }: Pick<FoldedDeadline, 'kind' | 'reference'>): string =>
  `${kind}/${reference}`;

/** The deadlines that events start and settle, in the auditor's own words; each is settled once. */
export function foldDeadlines(events: readonly AuditedEvent[]): Map<string, FoldedDeadline> {
  const deadlines = new Map<string, FoldedDeadline>();
  const set = (deadline: FoldedDeadline) => deadlines.set(keyOf(deadline), deadline);
  const settle = (kind: string, reference: string, outcome: Outcome) => {
    const running = deadlines.get(keyOf({ kind, reference }));
    if (running?.outcome === null) set({ ...running, outcome });
  };
  for (const { event, streamId } of events) {
    switch (event.type) {
      case 'PlaceProposed': {
        const { proposalId: reference, expiresAt } = event.data;
        set({ kind: 'proposal-expiry', reference, streamId, dueAt: utc(expiresAt), outcome: null });
        break;
      }
      case 'ProposalAccepted':
      case 'ProposalDeclined':
      case 'ProposalWithdrawn':
      case 'ProposalReleased':
        settle('proposal-expiry', event.data.proposalId, 'cleared');
        break;
      case 'ProposalExpired':
        settle('proposal-expiry', event.data.proposalId, 'fired');
        break;
      case 'StayPlanned':
        set({ kind: 'stay-start', reference: event.data.stayId, streamId, dueAt: null, outcome: null });
        break;
      case 'StayStarted':
      case 'PlannedStayCancelled':
        settle('stay-start', event.data.stayId, 'cleared');
        break;
      case 'StayStartOverdue':
        settle('stay-start', event.data.stayId, 'fired');
        break;
      case 'UnitFindingRecorded':
        set({ kind: 'unit-finding', reference: streamId, streamId, dueAt: null, outcome: 'fired' });
        break;
      case 'FindingClosed':
        set({ kind: 'finding-over', reference: streamId, streamId, dueAt: null, outcome: 'fired' });
        break;
      default:
    }
  }
  return deadlines;
}
