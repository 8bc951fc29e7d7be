import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { capacityView, pastCapacityView } from '@cap/capacity';
import type { CapacityView, Instant, UnitId } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { DataSource } from 'typeorm';
import { UnitTableRow } from '../registry/entities';
import { NotFound } from '../shared/errors';
import { momentAsked } from '../shared/past-moment';
import { ensureMayRead } from '../shared/permission';

/** CPY-4: how free comes about in a unit, line by line, with its sign: now, or at a past moment of business time. */
export class ViewCapacity extends Query<CapacityView> {
  constructor(
    readonly actor: CommandActor,
    readonly unitId: UnitId,
    readonly at?: Instant,
  ) {
    super();
  }
}

@QueryHandler(ViewCapacity)
export class ViewCapacityHandler implements IQueryHandler<ViewCapacity> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ actor, unitId, at: asked }: ViewCapacity): Promise<CapacityView> {
    const { manager } = this.dataSource;
    const unit = await manager.findOneBy(UnitTableRow, { unitId });
    ensureMayRead(actor, 'unit-capacity', { organisationId: unit?.providerId ?? null, what: 'unit' });
    if (!unit) throw new NotFound('unit');
    const { at, on, past } = await momentAsked(manager, asked, unitId);
    const view = await (past ? pastCapacityView : capacityView)(manager, unitId, on, at);
    if (!view) throw new NotFound('unit');
    return view;
  }
}
