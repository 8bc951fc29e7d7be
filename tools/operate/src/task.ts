import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { WrongOrder, type Order } from './orders';

/** What carrying out an order needs, and where it tells what came of it. */
export interface Task extends Order {
  readonly dataSource: DataSource;
  readonly say: (line: string) => void;
}

/** Carries out an order. Gives whether all that was asked has been done. */
export type Action = (task: Task) => Promise<boolean>;

const everyMs = 100;

/** Asks again until there is an answer, or until the operator's patience ends: then null. */
export async function within<T>({ waitMs }: Task, probe: () => Promise<T | null>): Promise<T | null> {
  for (const until = Date.now() + waitMs; ; await pause(everyMs)) {
    const answer = await probe();
    if (answer !== null || Date.now() >= until) return answer;
  }
}

/** The action of this name. Throws a `WrongOrder` that names those there are. */
export function actionOf(actions: Readonly<Record<string, Action>>, { subject, action }: Order): Action {
  const found = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (found) return found;
  throw new WrongOrder(`"${subject} ${action}" is niet bekend. Kies uit: ${Object.keys(actions).join(', ')}.`);
}
