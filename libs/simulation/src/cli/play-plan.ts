import type { Fault } from '../faults/plan/fault';
import { prove } from '../faults/prove';
import type { OutageDemand } from '../faults/scene';
import type { InventedRegion } from '../region/invent-region';
import { digestOf } from '../run/digest';
import type { Script } from '../run/simulation';
import { isClean, summaryOfFaults } from './fault-summary';
import { Progress } from './progress';
import { summaryOf } from './summary';

export interface PlanToPlay {
  readonly region: InventedRegion;
  readonly script: Script;
  readonly plan: readonly Fault[];
  readonly demand: OutageDemand;
  /** Whether to show what the instance writes. */
  readonly log: boolean;
}

/** Plays a plan on an instance of its own, tells what happened, and gives whether it was clean. */
export async function playPlan({ log, ...trial }: PlanToPlay, say: (line: string) => void): Promise<boolean> {
  const progress = new Progress(say);
  progress.step(`een volledige omgeving start in een verse map; ${trial.plan.length} storingen`);
  const onDay: Progress['day'] = (day, world) => progress.day(day, world);
  const steps = { onDay, say: (line: string) => progress.step(line), ...(log && { onLine: say }) };
  try {
    const { verdict, history, http } = await prove({ ...trial, ...steps });
    for (const line of summaryOf(history, verdict, http, digestOf(history))) say(line);
    for (const line of summaryOfFaults(history)) say(line);
    return isClean(verdict, history);
  } catch (error) {
    say(`De loop kon niet verder: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  }
}
