import type { ProviderId, ReferralId, UnitId } from '../ids';
import type { Instant } from '../time';
import type { CareForm, MunicipalityCode } from '../vocabulary';

export const hardCriteria = [
  'purpose',
  'care-form',
  'age',
  'target-group',
  'sex-policy',
  'security',
  'expertise',
  'agreement',
  'free-today',
] as const;
export type HardCriterion = (typeof hardCriteria)[number];
export const softCriteria = ['distance', 'family-like', 'language'] as const;
export type SoftCriterion = (typeof softCriteria)[number];

export interface CandidateView {
  unitId: UnitId;
  providerId: ProviderId;
  name: string;
  municipality: MunicipalityCode;
  careForm: CareForm;
  free: number;
  stale: boolean;
  observedAt: Instant | null;
  /** 0 to 100: the weighted sum of the criteria. */
  score: number;
  criteria: { criterion: SoftCriterion; points: number; outOf: number; words: string }[];
}
export interface ExcludedUnitView {
  unitId: UnitId;
  name: string;
  /** Every hard criterion that it fails, with what was asked and what the unit has. */
  fails: { criterion: HardCriterion; rule: 'MAT-1'; asked: string; has: string }[];
}
export interface CandidatesView {
  referralId: ReferralId;
  /** The same four give the same answer (MAT-4). */
  basis: {
    referralVersion: number;
    policyVersion: number;
    capacityPosition: string;
    at: Instant;
  };
  /** Milliseconds since the index last knew that it was level with the unit feed. */
  indexAgeMs: number;
  candidates: CandidateView[];
  /** With `?excluded=true`. */
  excluded?: ExcludedUnitView[];
}
