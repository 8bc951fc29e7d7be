import { sequenceOfNumber } from '@cap/domain';
import { ProblemError } from '../edge/problem';

/** Reads `?number=`. What was typed is not repeated: it might be anything. */
export function sequenceIn(number: string): number {
  const sequence = sequenceOfNumber(number);
  if (sequence !== null) return sequence;
  throw new ProblemError('number-unreadable');
}
