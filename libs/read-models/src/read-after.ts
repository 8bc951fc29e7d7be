import { setTimeout as pause } from 'node:timers/promises';
import { positionOf, type Written } from '@cap/event-store';
import type { DataSource } from 'typeorm';
import type { ReadModel } from './read-model';

const lookEveryMs = 15;

/**
 * Waits until a read model has folded an event that a command answered with, so that people read what they wrote. Gives
 * false when it did not come within `withinMs` of real time, or cannot come because the model halted: the list is then
 * shown as it is.
 */
export async function readAfter(
  dataSource: DataSource,
  written: Written,
  model: Pick<ReadModel, 'name'>,
  withinMs = 2000,
): Promise<boolean> {
  const until = Date.now() + withinMs;
  let position: number | null = null;
  for (;;) {
    position ??= await positionOf(dataSource, written);
    const state = await checkpointOf(dataSource, model.name);
    if (position !== null && state.position >= position) return true;
    if (state.halted || Date.now() >= until) return false;
    await pause(lookEveryMs);
  }
}

async function checkpointOf(dataSource: DataSource, reader: string): Promise<{ position: number; halted: boolean }> {
  const [row] = await dataSource.query<{ position: number; halted: boolean }[]>(
    'select position, halted_at is not null as halted from checkpoint where reader = $1',
    [reader],
  );
  return row ?? { position: 0, halted: false };
}
