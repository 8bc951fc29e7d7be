import type { UnitId } from '@cap/contracts';
import type { Check } from '../check';
import { Book } from '../book';

/** CPY-3: at the end each unit shows the newest report that was not refused, however the reports came. */
export const newestReportStands: Check = {
  name: 'newest-report-stands',
  asks: 'Van elke groep geldt de nieuwste melding.',
  run(history) {
    const book = new Book();
    const violations: string[] = [];
    let saw = 0;
    for (const record of history) {
      book.take(record);
      if (record.kind !== 'final') continue;
      const shown = new Map<UnitId, string | undefined>(
        record.capacities.map(({ unitId, report }) => [unitId, report?.reportId]),
      );
      for (const [unitId, report] of book.reports) {
        saw++;
        if (shown.get(unitId) !== report.id)
          violations.push(
            `unit ${unitId} shows report ${shown.get(unitId)}, and the newest is ${report.id} of ${report.observedAt} (CPY-3).`,
          );
      }
    }
    return { saw, violations };
  },
};
