import type { Instant, ProposalId } from '@cap/contracts';
import type { Check } from '../check';
import { Book } from '../book';
import type { HistoryRecord, ProposalSeen } from '../history';

/**
 * PRP-2: a proposal that nobody answered is expired by the first moment at which the CAP was level with the clock at or
 * after its deadline; none before; and none is accepted at or after it. `saw` counts the proposals seen expired.
 */
export const deadlinesInTime: Check = {
  name: 'deadlines-in-time',
  asks: 'Elke termijn is één keer en op tijd afgegaan.',
  run(history) {
    const book = new Book();
    const expired = new Map<ProposalId, Instant | null>();
    const violations: string[] = [];
    for (const record of history) {
      violations.push(...tooLate(book, record));
      book.take(record);
      for (const seen of seenIn(record)) violations.push(...judge(book, expired, seen));
    }
    return { saw: expired.size, violations };
  },
};

type Seen = Pick<ProposalSeen, 'at' | 'proposalId' | 'status' | 'answeredAt'>;

function seenIn(record: HistoryRecord): Seen[] {
  if (record.kind === 'proposal-seen') return [record];
  return record.kind === 'final' ? record.proposals.map((proposal) => ({ ...proposal, at: record.at })) : [];
}

/** An answer that was taken at or after the deadline. */
function tooLate(book: Book, record: HistoryRecord): string[] {
  if (record.kind !== 'command' || (record.name !== 'accept' && record.name !== 'decline')) return [];
  const proposal = book.proposals.get(record.asked.proposalId);
  if (!record.answer.ok || proposal === undefined || record.at < proposal.expiresAt) return [];
  return [
    `${record.at}: proposal ${record.asked.proposalId} was answered after its deadline ${proposal.expiresAt} (PRP-2).`,
  ];
}

function judge(book: Book, expired: Map<ProposalId, Instant | null>, seen: Seen): string[] {
  const { at, proposalId, status, answeredAt } = seen;
  const due = book.proposals.get(proposalId);
  if (due === undefined) return [];
  if (due.status === 'expired' && status !== 'expired')
    return [`${at}: proposal ${proposalId} is ${status}, and its deadline was ${due.expiresAt} (PRP-2).`];
  if (status !== 'expired') return [];
  const known = expired.get(proposalId);
  expired.set(proposalId, answeredAt);
  if (known !== undefined && known !== answeredAt)
    return [`${at}: proposal ${proposalId} expired at ${known}, and again at ${answeredAt} (PRP-2).`];
  if (due.status !== 'expired' || answeredAt === null || answeredAt < due.expiresAt || answeredAt > at)
    return [`${at}: proposal ${proposalId} expired at ${answeredAt}; its deadline is ${due.expiresAt} (PRP-2).`];
  return [];
}
