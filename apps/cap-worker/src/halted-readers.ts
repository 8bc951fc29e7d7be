import { readerStates, type PassOutcome } from '@cap/event-store';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';

/** Tells the log, once each time, that a reader of the log halted; that it still is says nothing new. */
export class HaltedReaders {
  private readonly told = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Pick<JsonLogger, 'error'>,
  ) {}

  async tell(reader: string, outcome: PassOutcome): Promise<void> {
    if (outcome !== 'halted') {
      this.told.delete(reader);
      return;
    }
    if (this.told.has(reader)) return;
    const state = (await readerStates(this.dataSource)).find((one) => one.reader === reader);
    const { haltedAt, haltedBecause } = state ?? {};
    this.log.error('A reader halted at an event that it cannot apply.', { reader, haltedAt, haltedBecause });
    this.told.add(reader);
  }
}
