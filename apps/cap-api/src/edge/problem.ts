import { refusalInWords, type Problem, type Refusal } from '@cap/contracts';

type Texts = Pick<Problem, 'title' | 'detail' | 'todo'>;

const typeOf = (code: string): string => `https://cap.example/problemen/${code}`;

/** Something that the edge itself does not take: it becomes a problem response. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly texts: Texts,
    readonly extra: Partial<Pick<Problem, 'errors' | 'values'>> = {},
  ) {
    super(code);
  }

  toProblem(): Problem {
    return { type: typeOf(this.code), status: this.status, code: this.code, ...this.texts, ...this.extra };
  }
}

/** The one map from reasons to HTTP: who may not refer is forbidden, all else is a conflict with how things stand. */
const statusOf = ({ refused }: Refusal): number => (refused === 'referrer-not-entitled' ? 403 : 409);

/** A refusal as RFC 9457 has it, with the rule id and what to do. */
export const problemOf = (refusal: Refusal): Problem => ({
  type: typeOf(refusal.refused),
  status: statusOf(refusal),
  code: refusal.refused,
  rule: refusal.rule,
  values: { ...refusal.values },
  ...refusalInWords(refusal),
});
