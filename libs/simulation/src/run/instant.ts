import { atOnce, together } from '../client/together';
import type { Entry, Phase } from '../players/queue';
import type { World } from '../players/world';

/** What the phases of an instant need around them. */
export interface InstantWork {
  /** The reports of the phase were made: send them, and wait for their effect. */
  readonly sendReports: () => Promise<void>;
  /** Whether the desk has something to look at now. */
  readonly deskIsDue: () => boolean;
  readonly deskRound: () => Promise<void>;
}

/**
 * Plays one instant, phase after phase. Within a phase the groups act at once and the entries of a group one after the
 * other, so that what happens at once never changes a decision.
 */
export async function playInstant(world: World, work: InstantWork): Promise<void> {
  for (let due = takeDue(world); due.length > 0; due = takeDue(world)) {
    await playPhase(due);
    if (due[0]!.phase === 'report') await work.sendReports();
  }
  if (work.deskIsDue()) await work.deskRound();
}

/** Everything that is due now in the first phase that has something. */
function takeDue({ queue, now }: World): Entry[] {
  const due: Entry[] = [];
  const phase: Phase | undefined = queue.peek()?.phase;
  for (let next = queue.peek(); next && next.at <= now && next.phase === phase; next = queue.peek())
    due.push(queue.take()!);
  return due;
}

async function playPhase(due: readonly Entry[]): Promise<void> {
  const groups = new Map<string, Entry[]>();
  for (const entry of due) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  await together([...groups.values()], atOnce, async (entries) => {
    for (const entry of entries) await entry.act();
  });
}
