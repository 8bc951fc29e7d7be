import type { TimedAct } from '../audit/history';
import type { World } from './world';

/**
 * Sends something and records when it began and ended. When no answer comes, that is recorded too, and the error goes on
 * to who asked. `actOf` tells what it was, of the answer or of none (null).
 */
export async function timed<Answer>(
  world: World,
  send: () => Promise<Answer>,
  actOf: (answer: Answer | null) => TimedAct,
): Promise<Answer> {
  const { at, stopwatch } = world;
  const began = stopwatch.read();
  const record = (ended: number | null, act: TimedAct): void => world.record({ kind: 'timed', began, ended, at, act });
  try {
    const answer = await send();
    record(stopwatch.read(), actOf(answer));
    return answer;
  } catch (error) {
    record(null, actOf(null));
    throw error;
  }
}
