import { UnitPublisher } from '@cap/capacity';
import { causesOfFindings, findingDueAt } from '@cap/domain';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';
import type { Role } from '../role';

/** Counts free places and writes the feed of units; one process at a time does, under a lease. */
export class Publisher extends UnitPublisher implements Role {
  readonly wakenedBy = ['cap_units'] as const;

  constructor(dataSource: DataSource, log: JsonLogger) {
    const rules = { causes: causesOfFindings, dueAt: findingDueAt };
    super(dataSource, rules, {
      // Commands and reports wake it; looking is for what woke nobody.
      pollMs: 100,
      onError: (error) => log.warn('The publisher of units tries again.', { role: 'publish' }, error),
    });
  }
}
