import type { Instant, PlacementId, ReferralId } from '@cap/contracts';
import type { KnownReport } from '../free';
import type { ReportRecord } from '../history';

interface OfPlacement {
  readonly placementId: PlacementId;
}
interface Admitted extends OfPlacement {
  /** Latest moment of the admission. */
  readonly admittedBy: Instant;
}
interface Ended extends OfPlacement {
  readonly endedFrom: Instant;
  readonly endedBy: Instant;
}

/** What is done to the places of one unit, or found out about them, as it was answered. */
export type UnitOperation =
  | ({ readonly does: 'hold'; readonly referralId: ReferralId } & OfPlacement)
  /** Proposing was refused: no place was free (PRP-1). */
  | { readonly does: 'find-full' }
  | ({ readonly does: 'accept' | 'withdraw' | 'expire' } & OfPlacement)
  | ({ readonly does: 'decline'; readonly forNoPlace: boolean } & OfPlacement)
  /** Declining for want of a place was refused: there was one besides (PRP-3). */
  | ({ readonly does: 'find-a-place' } & OfPlacement)
  /** Answering was refused: the proposal was answered already (PRP-1). */
  | ({ readonly does: 'find-answered' } & OfPlacement)
  /** What was held for a referral is given back, but for the place that it got. */
  | { readonly does: 'release'; readonly referralId: ReferralId; readonly but: PlacementId | null }
  /** Somebody is there already: a stock take, or past the CAP. */
  | ({ readonly does: 'run' } & Admitted)
  | ({ readonly does: 'admit' | 'correct-admission' } & Admitted)
  | ({ readonly does: 'end' | 'correct-end' } & Ended)
  | {
      readonly does: 'report';
      readonly report: KnownReport;
      /** Null: not known. */
      readonly outcome: ReportRecord['outcome'] | null;
    };
