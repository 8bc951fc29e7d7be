import type {
  CareForm,
  Destination,
  EndReason,
  FindingId,
  LocalDate,
  Perspective,
  ProposalId,
  ProposalWithdrawalReason,
  ReferralId,
  StayId,
} from '@cap/contracts';
import type { Held, StayPlace } from '@cap/events';

/** Where a stay comes from. */
export type Origin =
  | {
      readonly origin: 'proposal';
      readonly referralId: ReferralId;
      readonly proposalId: ProposalId;
      readonly acceptedOn: LocalDate;
      readonly plannedFrom: LocalDate;
      readonly startOverdue: boolean;
    }
  | { readonly origin: 'inherited'; readonly perspective: Perspective | null }
  | { readonly origin: 'bypass'; readonly findingId: FindingId };
export type FromProposal = Extract<Origin, { origin: 'proposal' }>;

interface Admitted extends StayPlace {
  readonly from: Origin;
  readonly admitted: Held;
  readonly plannedEnd: LocalDate | null;
}

/** STY-1: a stay, by where it is: planned → started → ended, or cancelled before it started. */
export type PlannedStay = StayPlace & { readonly status: 'planned'; readonly from: FromProposal };
export type StartedStay = Admitted & { readonly status: 'started' };
export type EndedStay = Admitted & {
  readonly status: 'ended';
  readonly ended: Held;
  readonly reason: EndReason;
  readonly destination: Destination;
};
export type CancelledStay = StayPlace & {
  readonly status: 'cancelled';
  readonly from: FromProposal;
  readonly reason: ProposalWithdrawalReason;
};
export type Stay = PlannedStay | StartedStay | EndedStay | CancelledStay;

/** All stays of one young person, wherever they are, in the order in which they became known. */
export interface YoungPersonState {
  readonly stays: ReadonlyMap<StayId, Stay>;
}

const partTime: readonly CareForm[] = ['part-time-foster-care', 'part-time-stay'];

/** STY-3: whether a stay in this care form takes all days of the week. */
export const isFullTime = (careForm: CareForm): boolean => !partTime.includes(careForm);
