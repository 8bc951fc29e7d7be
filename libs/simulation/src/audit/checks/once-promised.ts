import type { Check } from '../check';
import { Book } from '../book';

/** PRP-1: by the auditor's own book, no promise was acknowledged for which the unit had no place. */
export const oncePromised: Check = {
  name: 'once-promised',
  asks: 'Geen plek is twee keer toegezegd.',
  run(history) {
    const book = new Book();
    const violations: string[] = [];
    let saw = 0;
    for (const record of history) {
      book.take(record);
      if (record.kind !== 'command' || record.name !== 'propose' || !record.answer.ok) continue;
      saw++;
      const free = book.free(record.asked.unitId);
      if (free < 0)
        violations.push(
          `${record.at}: proposal ${record.answer.data.proposalId} was made in unit ${record.asked.unitId}, ` +
            `which then has ${free} free places (PRP-1).`,
        );
    }
    return { saw, violations };
  },
};
