import type { Check } from '../check';
import { Book } from '../book';

/** CAP-1, CAP-3, CAP-5: each stay that exists comes from what somebody did: an acceptance, the stock take, a bypass. */
export const staysHaveOrigin: Check = {
  name: 'stays-have-origin',
  asks: 'Elk verblijf heeft een herkomst.',
  run(history) {
    const book = new Book();
    const violations: string[] = [];
    let saw = 0;
    for (const record of history) {
      book.take(record);
      if (record.kind !== 'final') continue;
      for (const { stayId, origin, proposalId } of record.stays) {
        saw++;
        const due = book.stays.get(stayId);
        if (due === undefined) violations.push(`stay ${stayId} (${origin}) comes from nothing that was asked (CAP-3).`);
        else if (due.origin !== origin || due.proposalId !== proposalId)
          violations.push(`stay ${stayId} is said to come from ${origin}, and comes from ${due.origin} (CAP-3).`);
      }
    }
    return { saw, violations };
  },
};
