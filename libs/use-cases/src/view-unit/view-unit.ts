import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { readUnitRows } from '@cap/capacity';
import type { UnitId, UnitView } from '@cap/contracts';
import { localDateOf } from '@cap/domain';
import { businessInstant, readPolicy, readStream, type CommandActor } from '@cap/event-store';
import { DataSource } from 'typeorm';
import { unitActions } from '../shared/actions';
import { NotFound } from '../shared/errors';
import { ensureMayRead } from '../shared/permission';

/** One unit as it stands now, from its own tables: whoever changes it reads the change. */
export class ViewUnit extends Query<UnitView> {
  constructor(
    readonly actor: CommandActor,
    readonly unitId: UnitId,
  ) {
    super();
  }
}

@QueryHandler(ViewUnit)
export class ViewUnitHandler implements IQueryHandler<ViewUnit> {
  constructor(private readonly dataSource: DataSource) {}

  /** The version is read before the row: a change in between makes `If-Match` refuse, never pass over it. */
  async execute({ actor, unitId }: ViewUnit): Promise<UnitView> {
    const { manager } = this.dataSource;
    const at = await businessInstant(manager);
    const on = localDateOf(at);
    const termHours = (await readPolicy(manager, on))['reporting-term-hours'];
    const { version } = await readStream(manager, 'unit', unitId);
    const [unit] = await readUnitRows(manager, [unitId], { on, at, termHours });
    if (!unit) throw new NotFound('unit');
    ensureMayRead(actor, 'units', { organisationId: unit.providerId, what: 'unit' });
    return { ...unit, version, actions: unitActions(actor, unit) };
  }
}
