import { FindingListRow } from './finding-list/finding-list.entity';
import { findingList } from './finding-list/finding-list.reader';
import { ProposalListReferralRow, ProposalListRow } from './proposal-list/proposal-list.entity';
import { proposalList } from './proposal-list/proposal-list.reader';
import type { ReadModel } from './read-model';
import { ReferralListRow } from './referral-list/referral-list.entity';
import { referralList } from './referral-list/referral-list.reader';
import { StayListRow } from './stay-list/stay-list.entity';
import { stayList } from './stay-list/stay-list.reader';

/** Every read model; each has its own checkpoint under its name. */
export const readModels: readonly ReadModel[] = [referralList, proposalList, stayList, findingList];

/** The tables of the read models, for the data source of who asks or folds. */
export const readModelEntities = [
  ReferralListRow,
  ProposalListRow,
  ProposalListReferralRow,
  StayListRow,
  FindingListRow,
] as const;
