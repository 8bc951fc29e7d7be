import { Random } from '../../random/random';
import type { Fault, FaultKind, Plan } from './fault';

const minute = 60_000;

/** How long a fault lasts, in real milliseconds: a short run does with less than a long one. */
export interface Pace {
  readonly least: number;
  readonly most: number;
}
export const usualPace: Pace = { least: 2000, most: 6000 };

/**
 * The plan of a seed with these kinds, each once. What happens to one of them does not depend on which others are in it, nor
 * on their order: so a plan can be made smaller and stays of the same seed.
 */
export function planOf(seed: number, kinds: readonly FaultKind[], pace: Pace = usualPace): Plan {
  return kinds
    .map((kind) => ({ turn: new Random(seed).fork(`turn of ${kind}`).next(), fault: faultOf(seed, kind, pace) }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ fault }) => fault);
}

function faultOf(seed: number, kind: FaultKind, { least, most }: Pace): Fault {
  const random = new Random(seed).fork(`fault ${kind}`);
  return {
    kind,
    after: random.int(20, 120) * minute,
    lasts: random.int(least, most),
    which: random.chance(0.5) ? 1 : 2,
  };
}
