import { Injectable } from '@nestjs/common';
import { readScope } from '@cap/access';
import { referralStatuses, type ReferralStatus, type ReferrerId } from '@cap/contracts';
import { referralNumber } from '@cap/domain';
import type { CommandActor } from '@cap/event-store';
import { listReferrals, readAfter, referralList, type ReferralListItem } from '@cap/read-models';
import { referralActions } from '@cap/use-cases';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { PageQuery } from '../edge/page-query';
import { writtenIn } from '../edge/written';
import { sequenceIn } from './number';

export class ReferralListQuery extends PageQuery {
  @IsOptional() @IsIn(referralStatuses) status?: ReferralStatus;
  /** The speakable number, as somebody typed it over. */
  @IsOptional() @IsString() @MaxLength(40) number?: string;
}

/** Referrals without the young person: the desk's all, a referrer's own. */
@Injectable()
export class ReferralList {
  constructor(private readonly dataSource: DataSource) {}

  async page(actor: CommandActor, { status, number, after, ...page }: ReferralListQuery) {
    const numberSequence = number === undefined ? undefined : sequenceIn(number);
    if (after !== undefined) await readAfter(this.dataSource, writtenIn(after), referralList);
    const { role, organisationId } = actor;
    const scope = readScope(role, 'referral') === 'all' ? 'all' : { referrerId: organisationId as ReferrerId };
    const filter = { status: status && [status], numberSequence };
    const { items, next } = await listReferrals(this.dataSource, scope, filter, page);
    const view = (item: ReferralListItem) => ({
      ...item,
      number: referralNumber(item.numberSequence),
      actions: referralActions(actor, item),
    });
    return { items: items.map(view), next };
  }
}
