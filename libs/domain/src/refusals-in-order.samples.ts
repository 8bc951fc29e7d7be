import { isRefusal, type Refusal, type RefusalCode, type RuleId } from '@cap/contracts';

/** One reason to refuse, and what makes a good case one that has it. */
export interface Reason<Case> {
  readonly rule: RuleId;
  readonly code: RefusalCode;
  readonly spoil: (good: Case) => Case;
}

/**
 * Specs for a table of refusals, one row a reason, in precedence order (the order of the rows): each reason alone gives
 * its refusal, and still does when every reason below it holds as well. The good case itself is not refused.
 */
export function refusesInOrder<Case>(
  good: Case,
  decide: (given: Case) => readonly object[] | Refusal,
  reasons: readonly Reason<Case>[],
): void {
  it('does not refuse the good case', () => expect(decide(good)).toEqual(expect.any(Array)));

  it.each(reasons.map((reason, index) => [reason.rule, reason.code, index] as const))('%s %s', (rule, code, index) => {
    const alone = reasons[index]!.spoil(good);
    const withAllBelow = reasons.slice(index).reduceRight((spoiled, { spoil }) => spoil(spoiled), good);
    for (const outcome of [decide(alone), decide(withAllBelow)]) {
      expect(isRefusal(outcome) ? { rule: outcome.rule, code: outcome.refused } : outcome).toEqual({ rule, code });
    }
  });
}
