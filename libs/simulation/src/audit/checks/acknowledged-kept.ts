import type { Check } from '../check';
import { Book, type BookedStay } from '../book';
import type { FinalState } from '../history';

/** Every acknowledged command's effect is visible at the end. */
export const acknowledgedKept: Check = {
  name: 'acknowledged-kept',
  asks: 'Geen bevestigde opdracht is verloren.',
  run(history) {
    const book = new Book();
    let saw = 0;
    let final: FinalState | undefined;
    for (const record of history) {
      book.take(record);
      if (record.kind === 'command' && record.answer.ok) saw++;
      if (record.kind === 'final') final = record;
    }
    if (final === undefined) return { saw: 0, violations: [] };
    return { saw, violations: compare(book, final) };
  },
};

function compare(book: Book, final: FinalState): string[] {
  const violations: string[] = [];
  const miss = (kind: string, id: string, due: unknown, shown: unknown) => {
    if (due !== shown) violations.push(`${kind} ${id} must be ${String(due)} at the end, and is ${String(shown)}.`);
  };
  const referrals = new Map(final.referrals.map((referral) => [referral.referralId, referral.status]));
  for (const [id, status] of book.referrals) miss('referral', id, status, referrals.get(id));
  const proposals = new Map(final.proposals.map((proposal) => [proposal.proposalId, proposal.status]));
  for (const [id, { status }] of book.proposals) miss('proposal', id, status, proposals.get(id));
  const stays = new Map(final.stays.map((stay) => [stay.stayId, stay]));
  for (const [id, stay] of book.stays) {
    const shown = stays.get(id);
    miss('stay', id, inWords(stay), shown && inWords(asBooked(shown)));
  }
  const findings = new Map<string, string | null>(final.findings.map(({ findingId, stayId }) => [findingId, stayId]));
  for (const [id, stayId] of book.findings) miss('finding', id, stayId, findings.get(id));
  return violations;
}

type Compared = Pick<BookedStay, 'status' | 'admitted' | 'ended' | 'plannedEnd'>;

const asBooked = (stay: FinalState['stays'][number]): Compared => ({
  status: stay.status,
  admitted: stay.admittedOn === null ? null : { on: stay.admittedOn, at: stay.admittedAt },
  ended: stay.endedOn === null ? null : { on: stay.endedOn, at: stay.endedAt },
  plannedEnd: stay.plannedEnd,
});

const inWords = ({ status, admitted, ended, plannedEnd }: Compared): string =>
  [
    status,
    admitted && `admitted ${admitted.at ?? admitted.on}`,
    ended && `ended ${ended.at ?? ended.on}`,
    plannedEnd && `planned until ${plannedEnd}`,
  ]
    .filter(Boolean)
    .join(', ');
