import { goOnAt, isResumptionAsked, readStretch, resolveParked, takeAskedStream } from '@cap/event-store';
import type { DataSource } from 'typeorm';
import type { ReactionReader } from './reaction-reader';

/**
 * Goes on with one stream that an operator asked for: what follows from its events is done in their order, from the one
 * that failed up to where the reactions are now. When one fails again the stream stays parked, there. Gives whether there
 * was anything to do. As with every reaction: when this process dies before the commit it is done again, and the
 * commands' ids make that harmless.
 */
export async function resumeParked(dataSource: DataSource, reader: ReactionReader, atOnce: number): Promise<boolean> {
  if (!(await isResumptionAsked(dataSource, reader.name))) return false;
  return dataSource.transaction(async (tx) => {
    const resumption = await takeAskedStream(tx, reader.name);
    if (resumption === null) return false;
    const { stream, from, until } = resumption;
    const events = await readStretch(tx, stream, { from, until, limit: atOnce });
    for (const event of events) if (!(await reader.react(tx, event))) return true;
    if (events.length === atOnce) await goOnAt(tx, stream, events.at(-1)!.position + 1);
    else await resolveParked(tx, stream);
    return true;
  });
}
