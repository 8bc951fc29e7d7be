import { isDeepStrictEqual } from 'node:util';
import type { Check, CheckResult } from '../check';
import { Book } from '../book';
import type { FinalState, TwiceRecord } from '../history';

/** The same command twice did one thing, and what was wished twice under two keys happened at most once. */
export const onceDone: Check = {
  name: 'once-done',
  asks: 'Dezelfde opdracht twee keer deed één ding.',
  run(history) {
    const book = new Book();
    const violations: string[] = [];
    let saw = 0;
    for (const record of history) {
      book.take(record);
      if (record.kind === 'final') violations.push(...surplus(book, record));
      if (record.kind !== 'twice') continue;
      saw++;
      violations.push(...judge(record));
    }
    return { saw, violations };
  },
};

function judge({ at, name, how, answers: [first, second] }: TwiceRecord): CheckResult['violations'] {
  if (how === 'other-key-at-once')
    return first.ok && second.ok ? [`${at}: ${name} was carried out twice: ${JSON.stringify([first, second])}.`] : [];
  // A refusal is not remembered and is decided anew: only what was carried out must be answered alike.
  if (!first.ok || !second.ok)
    return first.ok !== second.ok
      ? [`${at}: ${name} (${how}) was carried out for one of two askers: ${JSON.stringify([first, second])}.`]
      : [];
  return isDeepStrictEqual(first.data, second.data)
    ? []
    : [`${at}: ${name} (${how}) was answered in two ways: ${JSON.stringify([first.data, second.data])}.`];
}

/** What exists at the end and was never acknowledged. */
function surplus(book: Book, final: FinalState): string[] {
  const unknown = (kind: string, ids: readonly string[], known: ReadonlyMap<string, unknown>) =>
    ids.filter((id) => !known.has(id)).map((id) => `${kind} ${id} exists, and nobody was told that it was made.`);
  const ids = <K extends string>(items: readonly Readonly<Record<K, string>>[], key: K) =>
    items.map((item) => item[key]);
  return [
    ...unknown('referral', ids(final.referrals, 'referralId'), book.referrals),
    ...unknown('proposal', ids(final.proposals, 'proposalId'), book.proposals),
    ...unknown('stay', ids(final.stays, 'stayId'), book.stays),
    ...unknown('finding', ids(final.findings, 'findingId'), book.findings),
  ];
}
