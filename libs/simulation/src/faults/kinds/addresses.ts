import type { World } from '../../players/world';
import { until } from '../until';

export const addressOf = ({ api }: World, which: 1 | 2): string => api.http.addresses[which - 1]!;

/** Whether an address answers within this time that it is ready. */
export async function isReady(address: string, withinMs: number): Promise<boolean> {
  const answer = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(withinMs) }).catch(() => null);
  return answer?.ok ?? false;
}

export const untilAnswers = (world: World, which: 1 | 2): Promise<boolean> =>
  until(`API ${which} answers`, () => isReady(addressOf(world, which), 2000));
