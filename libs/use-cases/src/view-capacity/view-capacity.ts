import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { capacityView } from '@cap/capacity';
import type { CapacityView, UnitId } from '@cap/contracts';
import { localDateOf } from '@cap/domain';
import { businessInstant, type CommandActor } from '@cap/event-store';
import { DataSource } from 'typeorm';
import { UnitTableRow } from '../registry/entities';
import { NotFound } from '../shared/errors';
import { ensureMayRead } from '../shared/permission';

/** CPY-4: how free comes about in a unit today, line by line, with its sign. */
export class ViewCapacity extends Query<CapacityView> {
  constructor(
    readonly actor: CommandActor,
    readonly unitId: UnitId,
  ) {
    super();
  }
}

@QueryHandler(ViewCapacity)
export class ViewCapacityHandler implements IQueryHandler<ViewCapacity> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ actor, unitId }: ViewCapacity): Promise<CapacityView> {
    const { manager } = this.dataSource;
    const unit = await manager.findOneBy(UnitTableRow, { unitId });
    ensureMayRead(actor, 'unit-capacity', { organisationId: unit?.providerId ?? null, what: 'unit' });
    const at = await businessInstant(manager);
    const view = await capacityView(manager, unitId, localDateOf(at), at);
    if (!view) throw new NotFound('unit');
    return view;
  }
}
