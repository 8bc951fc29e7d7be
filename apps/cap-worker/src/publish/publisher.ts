import { UnitPublisher } from '@cap/capacity';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';
import type { Role } from '../role';

/** Counts free places and writes the feed of units; one process at a time does, under a lease. */
export class Publisher extends UnitPublisher implements Role {
  readonly wakenedBy = ['cap_units'] as const;

  constructor(dataSource: DataSource, log: JsonLogger) {
    super(dataSource, {
      onError: (error) => log.warn('The publisher of units tries again.', { role: 'publish' }, error),
    });
  }
}
