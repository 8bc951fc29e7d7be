import type {
  CareForm,
  Expertise,
  Language,
  LocalDate,
  Purpose,
  SecurityLevel,
  Sex,
  TargetGroup,
  UnitRow,
} from '@cap/contracts';

/** What matching must know of a referral; the case part is read from the dossier. */
export interface Need {
  readonly purpose: Purpose;
  /** Any of these will do. */
  readonly careForms: readonly CareForm[];
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  /** All of these are needed. */
  readonly targetGroups: readonly TargetGroup[];
  /** All of these are needed. */
  readonly expertise: readonly Expertise[];
  readonly security: SecurityLevel;
  readonly language: Language;
  /** Four digits, of the young person's own surroundings. */
  readonly postcode: number;
}

type DeepReadonly<T> = { readonly [K in keyof T]: T[K] extends (infer Item)[] ? readonly Item[] : T[K] };

/** What the hard criteria read of a unit. */
export type UnitToFit = DeepReadonly<
  Pick<
    UnitRow,
    | 'purpose'
    | 'careForm'
    | 'targetGroups'
    | 'expertise'
    | 'minAge'
    | 'maxAge'
    | 'sexPolicy'
    | 'security'
    | 'agreements'
  >
>;

/** What ranking reads of a unit: a row of the unit feed has it all. */
export type UnitToRank = UnitToFit &
  DeepReadonly<
    Pick<
      UnitRow,
      'unitId' | 'providerId' | 'name' | 'municipality' | 'postcode' | 'languages' | 'free' | 'stale' | 'observedAt'
    >
  >;
