import {
  declineReasons,
  proposalWithdrawalReasons,
  type AcceptProposal,
  type DeclineProposal,
  type DeclineReason,
  type LocalDate,
  type ProposalWithdrawalReason,
  type WithdrawProposal,
} from '@cap/contracts';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsLocalDate } from '../edge/checks';

export class AcceptProposalDto implements AcceptProposal {
  @IsLocalDate() plannedFrom!: LocalDate;
}

export class DeclineProposalDto implements DeclineProposal {
  @IsIn(declineReasons) reason!: DeclineReason;
  @IsString() @MaxLength(5000) explanation!: string;
}

export class WithdrawProposalDto implements WithdrawProposal {
  @IsIn(proposalWithdrawalReasons) reason!: ProposalWithdrawalReason;
}
