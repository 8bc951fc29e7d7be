import type { RuleId } from '@cap/contracts';
import type { Line } from './feed';

/** What became of a line. Over Kafka only refusals and warnings are answered, so what is taken is told as one. */
export type Outcome = 'applied' | 'unchanged' | 'older' | 'repeated' | 'taken' | 'refused' | 'unreadable';

export interface Told {
  readonly line: Line;
  readonly outcome: Outcome;
  readonly rule?: RuleId | undefined;
  readonly code?: string | undefined;
  /** In Dutch: what is wrong and what to do, or what to look at. */
  readonly message?: string | undefined;
}

const words: Readonly<Record<Outcome, string>> = {
  applied: 'geldt nu',
  unchanged: 'geldt nu, zonder verschil',
  older: 'ouder dan wat er staat: alleen bewaard',
  repeated: 'stond er al',
  taken: 'aangenomen',
  refused: 'geweigerd',
  unreadable: 'onleesbaar',
};

/** One line for the terminal: number, outcome, rule and code, and what to do. */
export const inWords = ({ line, outcome, rule, code, message }: Told): string =>
  [
    `regel ${String(line.number).padStart(5)}  ${words[outcome]}`,
    ...(rule ? [`(${[rule, code].filter(Boolean).join(', ')})`] : []),
    ...(message ? [`: ${message}`] : []),
  ]
    .join(' ')
    .replace(' :', ':');
