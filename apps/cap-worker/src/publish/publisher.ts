import { UnitPublisher } from '@cap/capacity';
import { causesOfFindings, findingDueAt } from '@cap/domain';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';
import type { Role } from '../role';

/** Counts free places and writes the feed of units; one process at a time does, under a lease. */
export class Publisher extends UnitPublisher implements Role {
  readonly wakenedBy = ['cap_units'] as const;

  /** @param holder whose lease it is: the process's own id, so that it is known where the role is. */
  constructor(dataSource: DataSource, log: JsonLogger, holder: string) {
    const rules = { causes: causesOfFindings, dueAt: findingDueAt };
    super(dataSource, rules, {
      // Commands and reports wake it; looking is for what woke nobody.
      holder,
      pollMs: 100,
      onError: (error) => log.warn('The publisher of units tries again.', { role: 'publish' }, error),
    });
  }
}
