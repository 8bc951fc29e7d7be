import { Injectable } from '@nestjs/common';
import { readScope } from '@cap/access';
import {
  proposalStatuses,
  type ProposalStatus,
  type ProviderId,
  type ReferralId,
  type ReferrerId,
  type UnitId,
} from '@cap/contracts';
import { referralNumber } from '@cap/domain';
import { businessInstant, type CommandActor } from '@cap/event-store';
import {
  listProposals,
  proposalList,
  readAfter,
  type ProposalListItem,
  type ProposalListScope,
} from '@cap/read-models';
import { proposalActions } from '@cap/use-cases';
import { IsIn, IsOptional } from 'class-validator';
import { IsCapId } from '../edge/checks';
import { DataSource } from 'typeorm';
import { PageQuery } from '../edge/page-query';
import { writtenIn } from '../edge/written';

export class ProposalListQuery extends PageQuery {
  @IsOptional() @IsIn(proposalStatuses) status?: ProposalStatus;
  @IsOptional() @IsCapId() unit?: UnitId;
  @IsOptional() @IsCapId() referral?: ReferralId;
}

/** Proposals: the desk's all, a provider's own, a referrer's for its own referrals. */
@Injectable()
export class ProposalList {
  constructor(private readonly dataSource: DataSource) {}

  async page(actor: CommandActor, { status, unit, referral, after, ...page }: ProposalListQuery) {
    if (after !== undefined) await readAfter(this.dataSource, writtenIn(after), proposalList);
    const filter = { status: status && [status], unitId: unit, referralId: referral };
    const { items, next } = await listProposals(this.dataSource, scopeOf(actor), filter, page);
    const at = await businessInstant(this.dataSource);
    const view = ({ stayHasStarted, ...item }: ProposalListItem) => ({
      ...item,
      referralNumber: referralNumber(item.numberSequence),
      actions: proposalActions(actor, { ...item, stayHasStarted }, at),
    });
    return { items: items.map(view), next };
  }
}

function scopeOf({ role, organisationId }: CommandActor): ProposalListScope {
  if (readScope(role, 'proposal') === 'all') return 'all';
  return role === 'planner'
    ? { providerId: organisationId as ProviderId }
    : { referrerId: organisationId as ReferrerId };
}
