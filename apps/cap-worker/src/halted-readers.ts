import { readerStates, type PassOutcome } from '@cap/event-store';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';

/** Tells the log, once each time, that a reader of the log halted; that it still does is no news. */
export class HaltedReaders {
  /** Since when each reader stood still that was told of. */
  private readonly told = new Map<string, string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Pick<JsonLogger, 'error'>,
  ) {}

  async tell(reader: string, outcome: PassOutcome): Promise<void> {
    if (outcome !== 'halted') return;
    const state = (await readerStates(this.dataSource)).find((one) => one.reader === reader);
    const { haltedAt, haltedBecause, haltedSince } = state ?? {};
    if (!haltedSince || this.told.get(reader) === haltedSince) return;
    this.told.set(reader, haltedSince);
    this.log.error('A reader halted at an event that it cannot apply.', { reader, haltedAt, haltedBecause });
  }
}
