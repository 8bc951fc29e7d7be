import type { Check } from '../check';
import { Book } from '../book';

/** CPY-4: at every step the free places that the CAP shows are those that the auditor counts. */
export const freeAddsUp: Check = {
  name: 'free-adds-up',
  asks: 'Vrij klopt bij elke stap.',
  run(history) {
    const book = new Book();
    const violations: string[] = [];
    let saw = 0;
    for (const record of history) {
      book.take(record);
      if (record.kind !== 'free-shown') continue;
      saw++;
      const due = book.free(record.unitId);
      if (record.free !== due)
        violations.push(
          `${record.at}: unit ${record.unitId} is shown with ${record.free} free places (${record.source}), ` +
            `and has ${due} (CPY-4).`,
        );
    }
    return { saw, violations };
  },
};
