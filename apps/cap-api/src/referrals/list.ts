import { Injectable } from '@nestjs/common';
import { readScope } from '@cap/access';
import { referralStatuses, type ReferralStatus, type ReferrerId } from '@cap/contracts';
import { referralNumber, sequenceOfNumber } from '@cap/domain';
import type { CommandActor } from '@cap/event-store';
import { listReferrals, readAfter, referralList } from '@cap/read-models';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { PageQuery } from '../edge/page-query';
import { ProblemError } from '../edge/problem';
import { writtenIn } from '../edge/written';

export class ReferralListQuery extends PageQuery {
  @IsOptional() @IsIn(referralStatuses) status?: ReferralStatus;
  /** The speakable number, as somebody typed it over. */
  @IsOptional() @IsString() @MaxLength(40) number?: string;
}

/** Referrals without the young person: the desk's all, a referrer's own. */
@Injectable()
export class ReferralList {
  constructor(private readonly dataSource: DataSource) {}

  async page({ role, organisationId }: CommandActor, { status, number, after, ...page }: ReferralListQuery) {
    const numberSequence = number === undefined ? undefined : sequenceIn(number);
    if (after !== undefined) await readAfter(this.dataSource, writtenIn(after), referralList);
    const scope = readScope(role, 'referral') === 'all' ? 'all' : { referrerId: organisationId as ReferrerId };
    const filter = { status: status && [status], numberSequence };
    const { items, next } = await listReferrals(this.dataSource, scope, filter, page);
    return { items: items.map((item) => ({ ...item, number: referralNumber(item.numberSequence) })), next };
  }
}

/** The sequence that a number stands for. The number itself is not repeated: it might be anything that was typed. */
function sequenceIn(number: string): number {
  const sequence = sequenceOfNumber(number);
  if (sequence !== null) return sequence;
  throw new ProblemError(400, 'number-unreadable', {
    title: 'Dit aanmeldnummer klopt niet',
    detail: 'Het controleteken past niet bij de rest van het nummer, of er staat een teken in dat niet voorkomt.',
    todo: 'Vergelijk het nummer met de aanmelding en typ het opnieuw, bijvoorbeeld A-M6Y7Y.',
  });
}
