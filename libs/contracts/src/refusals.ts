import type { RuleId } from './rules';

/**
 * The catalogue of refusals: every "no" that the domain expects, with the rule that asks for it.
 * Codes are stable and never reused. Their texts stand in `problems/refusal-texts.ts`, the HTTP status
 * in `problems/problem-type.ts`.
 */
export const refusals = {
  // CAP: registration
  'referrer-not-entitled': 'CAP-2',
  'referrer-only-in-crisis': 'CAP-2',
  'admission-without-accepted-proposal': 'CAP-3',
  'admission-before-acceptance': 'CAP-3',
  'stock-take-closed': 'CAP-5',
  'admitted-after-joining': 'CAP-5',
  // CPY: availability
  'report-contradicts-itself': 'CPY-2',
  'report-above-agreement': 'CPY-2',
  'report-from-the-future': 'CPY-3',
  'report-id-reused': 'CPY-3',
  'unit-of-another-provider': 'CPY-1',
  'unit-unknown': 'CPY-1',
  // REF: referral and triage
  'care-form-not-yet': 'STY-3',
  'care-form-does-not-fit-purpose': 'REF-5',
  'referral-not-awaiting-triage': 'REF-5',
  'triage-without-explanation': 'REF-5',
  'referral-not-returned': 'REF-5',
  'referral-not-in-matching': 'REF-5',
  'referral-closed': 'REF-5',
  'referral-has-a-stay': 'REF-5',
  // PRP: proposals
  'no-free-place': 'PRP-1',
  'already-proposed-to-unit': 'PRP-1',
  'unit-does-not-fit': 'MAT-1',
  'proposal-not-open': 'PRP-1',
  'proposal-expired': 'PRP-2',
  'decline-without-explanation': 'PRP-3',
  'place-is-free': 'PRP-3',
  // STY: stays
  'planned-day-out-of-bounds': 'STY-1',
  'stay-not-planned': 'STY-1',
  'stay-not-started': 'STY-1',
  'admission-in-the-future': 'STY-1',
  'stay-already-ended': 'STY-2',
  'stay-not-ended': 'STY-2',
  'end-before-admission': 'STY-2',
  'end-in-the-future': 'STY-2',
  'has-running-stay': 'STY-3',
  // CRI: crisis
  'crisis-end-after-day-28': 'CRI-1',
  // registry and policy
  'already-registered': 'CAP-5',
  'provider-unknown': 'CAP-3',
  'location-unknown': 'CPY-1',
  'ages-out-of-order': 'MAT-1',
  'agreement-period-out-of-order': 'CPY-2',
  'policy-not-in-the-future': 'CAP-4',
  'policy-value-out-of-bounds': 'CAP-4',
} as const satisfies Record<string, RuleId>;

export type RefusalCode = keyof typeof refusals;

/** A "no" that the business expects: it changes nothing, and names its rule and the values that decided it. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly rule: RuleId;
  /** Values for the text: ids, numbers, dates, enumerations. Never a name or a free text. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A refusal with the rule of its code. */
export const refuse = (code: RefusalCode, values: Refusal['values'] = {}): Refusal => ({
  refused: code,
  rule: refusals[code],
  values,
});

export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome && 'rule' in outcome;
