import type { Problem, RuleId } from '@cap/contracts';

/** What a request came to: an answer, or a refusal with its code. Anything else is an error of the run. */
export type Outcome<T> = Answered<T> | Refused;

export interface Answered<T> {
  readonly ok: true;
  readonly status: number;
  readonly data: T;
  /** `Cap-Written`: what a list can be asked to wait for (`?after=`). */
  readonly written: string | null;
}
export interface Refused {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly rule: RuleId | undefined;
  readonly detail: string;
}

/** The instance answered something that no client of it should meet. */
export class UnexpectedAnswer extends Error {
  constructor(request: string, { status, code, detail }: Refused) {
    super(`${request} was answered with ${status} ${code}: ${detail}`);
    this.name = 'UnexpectedAnswer';
  }
}

/** The data of an answer that must have succeeded. Throws an `UnexpectedAnswer` otherwise. */
export function dataOf<T>(request: string, outcome: Outcome<T>): T {
  if (!outcome.ok) throw new UnexpectedAnswer(request, outcome);
  return outcome.data;
}

export const refusedBy = (status: number, problem: Partial<Problem> | undefined): Refused => ({
  ok: false,
  status,
  code: problem?.code ?? 'no-problem-body',
  rule: problem?.rule,
  detail: [problem?.detail, ...(problem?.errors ?? []).map(({ field, message }) => `${field}: ${message}`)].join(' '),
});
