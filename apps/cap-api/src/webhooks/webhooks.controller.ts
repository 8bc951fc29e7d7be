import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Page, WebhookId, WebhookView } from '@cap/contracts';
import { listWebhooks } from '@cap/event-store';
import { ChangeWebhookSecret, PauseWebhook, RegisterWebhook, ResumeWebhook, type Given } from '@cap/use-cases';
import { DataSource } from 'typeorm';
import { GivenBy } from '../edge/given';
import { IdPipe } from '../edge/id.pipe';
import { Gives, Reads } from '../edge/permission';
import { ChangeWebhookSecretDto, RegisterWebhookDto, ResumeWebhookDto } from './bodies';

/** Who gets what leaves the house over HTTP. */
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Reads('webhooks')
  async all(): Promise<Page<WebhookView>> {
    return { items: (await listWebhooks(this.dataSource)) as WebhookView[], next: null };
  }

  @Post()
  @Gives('RegisterWebhook')
  register(@GivenBy() given: Given, @Body() body: RegisterWebhookDto) {
    return this.commands.execute(new RegisterWebhook(given, body));
  }

  @Post(':id/pauses')
  @Gives('PauseWebhook')
  pause(@GivenBy() given: Given, @Param('id', IdPipe) webhookId: WebhookId) {
    return this.commands.execute(new PauseWebhook(given, { webhookId }));
  }

  @Post(':id/resumptions')
  @Gives('ResumeWebhook')
  resume(@GivenBy() given: Given, @Param('id', IdPipe) webhookId: WebhookId, @Body() body: ResumeWebhookDto) {
    return this.commands.execute(new ResumeWebhook(given, { ...body, webhookId }));
  }

  @Post(':id/secrets')
  @Gives('ChangeWebhookSecret')
  changeSecret(
    @GivenBy() given: Given,
    @Param('id', IdPipe) webhookId: WebhookId,
    @Body() body: ChangeWebhookSecretDto,
  ) {
    return this.commands.execute(new ChangeWebhookSecret(given, { ...body, webhookId }));
  }
}
