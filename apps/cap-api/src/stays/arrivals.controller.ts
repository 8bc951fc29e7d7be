import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RecordBypass, RecordInheritedStay, type Given } from '@cap/use-cases';
import { GivenBy } from '../edge/given';
import { Gives } from '../edge/permission';
import { RecordBypassDto, RecordInheritedStayDto } from './bodies';

/** Stays that began without a proposal: the stock take (CAP-5), and "the young person is already here" (CAP-3). */
@Controller('v1')
export class ArrivalsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('stock-takes')
  @Gives('RecordInheritedStay')
  takeStock(@GivenBy() given: Given, @Body() body: RecordInheritedStayDto) {
    return this.commands.execute(new RecordInheritedStay(given, body));
  }

  @Post('bypasses')
  @Gives('RecordBypass')
  bypass(@GivenBy() given: Given, @Body() body: RecordBypassDto) {
    return this.commands.execute(new RecordBypass(given, body));
  }
}
