import { Injectable } from '@nestjs/common';
import { readScope } from '@cap/access';
import {
  stayOrigins,
  stayStatuses,
  type ProviderId,
  type StayOrigin,
  type StayStatus,
  type UnitId,
} from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { listStays, readAfter, stayList, type StayListItem } from '@cap/read-models';
import { stayActions } from '@cap/use-cases';
import { IsIn, IsOptional } from 'class-validator';
import { IsCapId, IsFlag } from '../edge/checks';
import { DataSource } from 'typeorm';
import { PageQuery } from '../edge/page-query';
import { writtenIn } from '../edge/written';

export class StayListQuery extends PageQuery {
  @IsOptional() @IsIn(stayStatuses) status?: StayStatus;
  @IsOptional() @IsIn(stayOrigins) origin?: StayOrigin;
  @IsOptional() @IsCapId() unit?: UnitId;
  /** STY-1: `true` gives the planned stays to which nobody came in time, for the desk to act on. */
  @IsOptional() @IsFlag() startOverdue?: boolean;
}

/** Stays without the young person: the desk's all, a provider's own. */
@Injectable()
export class StayList {
  constructor(private readonly dataSource: DataSource) {}

  async page(actor: CommandActor, { status, origin, unit, startOverdue, after, ...page }: StayListQuery) {
    if (after !== undefined) await readAfter(this.dataSource, writtenIn(after), stayList);
    const { role, organisationId } = actor;
    const scope = readScope(role, 'stay') === 'all' ? 'all' : { providerId: organisationId as ProviderId };
    // One that started late, or was cancelled, needs nothing any more; it is there when it is asked for by its status.
    const statuses = status ? [status] : startOverdue ? (['planned'] as const) : undefined;
    const filter = { status: statuses, origin, unitId: unit, startOverdue };
    const { items, next } = await listStays(this.dataSource, scope, filter, page);
    // PRP-4: where the young person is besides is not shown.
    const view = ({ runningBeside, ...item }: StayListItem) => ({
      ...item,
      actions: stayActions(actor, item, runningBeside),
    });
    return { items: items.map(view), next };
  }
}
