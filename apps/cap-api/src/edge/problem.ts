import {
  edgeProblems,
  edgeProblemTexts,
  fieldWords,
  inWords,
  problemType,
  refusalInWords,
  refusalStatus,
  type EdgeProblemCode,
  type FieldFlaw,
  type Problem,
  type Refusal,
  type TextLanguage,
  type TextValues,
} from '@cap/contracts';
import type { FastifyReply } from 'fastify';
import { languageHeaders } from './language';

/** A field of the body or the query, and what is wrong with it. */
export interface WrongField {
  readonly field: string;
  readonly flaw: FieldFlaw;
}

/** What a problem is about: the values that its text names, and the fields that are wrong. */
export interface ProblemFacts {
  readonly values?: TextValues;
  readonly fields?: readonly WrongField[];
  /** Where it is not the one of the catalogue. */
  readonly status?: number;
}

/** Something that the edge itself does not take: it becomes a problem response, in the language of who asked. */
export class ProblemError extends Error {
  constructor(
    readonly code: EdgeProblemCode,
    readonly facts: ProblemFacts = {},
  ) {
    super(code);
  }

  toProblem(language: TextLanguage): Problem {
    const { code } = this;
    const { values, fields, status = edgeProblems[code] } = this.facts;
    return {
      type: problemType(code),
      status,
      code,
      ...inWords(edgeProblemTexts[language][code], values ?? {}, language),
      ...(values && { values: { ...values } }),
      ...(fields && { errors: fields.map(({ field, flaw }) => ({ field, message: fieldWords[language][flaw] })) }),
    };
  }
}

/** A refusal as RFC 9457 has it, with the rule id and what to do. */
export const problemOf = (refusal: Refusal, language: TextLanguage): Problem => ({
  type: problemType(refusal.refused),
  status: refusalStatus(refusal.refused),
  code: refusal.refused,
  rule: refusal.rule,
  values: { ...refusal.values },
  ...refusalInWords(refusal, language),
});

/** Makes an answer one that tells a problem in this language; its body is still to be sent. */
export const asProblem = (reply: FastifyReply, { status }: Problem, language: TextLanguage): FastifyReply =>
  reply.status(status).headers(languageHeaders(language)).type('application/problem+json');
