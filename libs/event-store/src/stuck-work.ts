import type { StuckWorkView } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { openDeadLetters } from './dead-letters';
import { readerStates } from './log-reader';
import { parkedStreams } from './parked-streams';
import { webhookStates } from './webhooks';

/** Everything that waits for an operator, and how far each reader of the log is. Counts and names: no id of a person. */
export async function stuckWork(manager: DataSource | EntityManager): Promise<StuckWorkView> {
  return {
    readers: await readerStates(manager),
    parkedStreams: await parkedStreams(manager),
    openDeadLetters: await openDeadLetters(manager),
    webhooks: await webhookStates(manager),
  };
}
