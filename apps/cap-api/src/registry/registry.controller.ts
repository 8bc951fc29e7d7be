import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { unitFeed } from '@cap/capacity';
import {
  municipalities,
  type LocalDate,
  type LocationView,
  type ProviderId,
  type ProviderView,
  type ReferrerView,
  type UnitRow,
} from '@cap/contracts';
import { stockTakeUntil } from '@cap/domain';
import { readFeed, readPolicy } from '@cap/event-store';
import {
  AddLocation,
  LocationRow,
  ProviderRow,
  ReferrerRow,
  RegisterProvider,
  RegisterReferrer,
  type Given,
} from '@cap/use-cases';
import { DataSource } from 'typeorm';
import { GivenBy } from '../edge/given';
import { IdPipe } from '../edge/id.pipe';
import { Gives, Reads } from '../edge/permission';
import { AddLocationDto, RegisterProviderDto, RegisterReferrerDto } from './bodies';

/** The registry: municipalities, referrers, providers and their locations. */
@Controller('v1')
export class RegistryController {
  constructor(
    private readonly commands: CommandBus,
    private readonly dataSource: DataSource,
  ) {}

  @Get('municipalities')
  @Reads('registry')
  municipalities() {
    return { items: Object.entries(municipalities).map(([code, name]) => ({ code, name })), next: null };
  }

  @Post('referrers')
  @Gives('RegisterReferrer')
  registerReferrer(@GivenBy() given: Given, @Body() body: RegisterReferrerDto) {
    return this.commands.execute(new RegisterReferrer(given, body));
  }

  @Get('referrers')
  @Reads('registry')
  async referrers(): Promise<{ items: ReferrerView[]; next: null }> {
    return { items: await this.dataSource.manager.find(ReferrerRow, { order: { name: 'ASC' } }), next: null };
  }

  @Post('providers')
  @Gives('RegisterProvider')
  registerProvider(@GivenBy() given: Given, @Body() body: RegisterProviderDto) {
    return this.commands.execute(new RegisterProvider(given, body));
  }

  @Get('providers')
  @Reads('registry')
  async providers(): Promise<{ items: ProviderView[]; next: null }> {
    const rows = await this.dataSource.manager.find(ProviderRow, { order: { name: 'ASC' } });
    const stale = await this.staleUnits();
    const until = await this.stockTakesUntil(rows);
    const view = (row: ProviderRow): ProviderView => ({
      ...row,
      stockTakeUntil: until.get(row.joinedOn)!,
      staleUnits: stale.get(row.providerId) ?? 0,
    });
    return { items: rows.map(view), next: null };
  }

  @Post('providers/:id/locations')
  @Gives('AddLocation')
  addLocation(@GivenBy() given: Given, @Param('id', IdPipe) providerId: ProviderId, @Body() body: AddLocationDto) {
    return this.commands.execute(new AddLocation(given, { ...body, providerId }));
  }

  @Get('providers/:id/locations')
  @Reads('registry')
  async locations(@Param('id', IdPipe) providerId: ProviderId): Promise<{ items: LocationView[]; next: null }> {
    const rows = await this.dataSource.manager.find(LocationRow, { where: { providerId }, order: { name: 'ASC' } });
    return { items: rows, next: null };
  }

  /** CAP-5: the last day of the stock-take by day of joining; many providers join on one day. */
  private async stockTakesUntil(rows: readonly ProviderRow[]): Promise<Map<LocalDate, LocalDate>> {
    const until = new Map<LocalDate, LocalDate>();
    for (const joinedOn of new Set(rows.map((row) => row.joinedOn))) {
      until.set(joinedOn, stockTakeUntil(joinedOn, await readPolicy(this.dataSource, joinedOn)));
    }
    return until;
  }

  /** CPY-5: how many units of each provider were not heard of in time. */
  private async staleUnits(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    const { rows } = await readFeed<UnitRow>(this.dataSource.manager, unitFeed, 'region', null);
    for (const { body } of rows) {
      if (body?.stale) counts.set(body.providerId, (counts.get(body.providerId) ?? 0) + 1);
    }
    return counts;
  }
}
