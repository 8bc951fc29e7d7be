import { asInstant, type Instant } from '@cap/contracts';
import { IsOptional } from 'class-validator';
import { IsMoment } from './checks';
import { PageQuery } from './page-query';

/** What may be asked of a past moment takes it as `?at=`, with its offset. */
export class AsOfQuery {
  @IsOptional() @IsMoment() at?: string;
}

/** The same of a list. */
export class AsOfPageQuery extends PageQuery {
  @IsOptional() @IsMoment() at?: string;
}

/** The moment that is asked, in UTC; undefined for now. */
export const pastMoment = ({ at }: AsOfQuery): Instant | undefined => (at === undefined ? undefined : asInstant(at));
