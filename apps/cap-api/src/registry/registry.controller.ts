import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  municipalities,
  type LocationView,
  type Page,
  type ProviderId,
  type ProviderView,
  type ReferrerView,
} from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { AddLocation, RegisterProvider, RegisterReferrer, type Given } from '@cap/use-cases';
import { Actor } from '../edge/actor';
import { GivenBy } from '../edge/given';
import { IdPipe } from '../edge/id.pipe';
import { PageQuery } from '../edge/page-query';
import { Gives, Reads } from '../edge/permission';
import { AddLocationDto, RegisterProviderDto, RegisterReferrerDto } from './bodies';
import { RegistryLists } from './lists';

/** The registry: municipalities, referrers, providers and their locations. */
@Controller('v1')
export class RegistryController {
  constructor(
    private readonly commands: CommandBus,
    private readonly lists: RegistryLists,
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
  referrers(@Query() page: PageQuery): Promise<Page<ReferrerView>> {
    return this.lists.referrers(page);
  }

  @Post('providers')
  @Gives('RegisterProvider')
  registerProvider(@GivenBy() given: Given, @Body() body: RegisterProviderDto) {
    return this.commands.execute(new RegisterProvider(given, body));
  }

  @Get('providers')
  @Reads('registry')
  providers(@Actor() actor: CommandActor, @Query() page: PageQuery): Promise<Page<ProviderView>> {
    return this.lists.providers(actor, page);
  }

  @Post('providers/:id/locations')
  @Gives('AddLocation')
  addLocation(@GivenBy() given: Given, @Param('id', IdPipe) providerId: ProviderId, @Body() body: AddLocationDto) {
    return this.commands.execute(new AddLocation(given, { ...body, providerId }));
  }

  @Get('providers/:id/locations')
  @Reads('registry')
  locations(@Param('id', IdPipe) providerId: ProviderId, @Query() page: PageQuery): Promise<Page<LocationView>> {
    return this.lists.locations(providerId, page);
  }
}
