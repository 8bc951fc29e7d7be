import { Listener, ProcessRegister, Wakeup, type WakeupChannel } from '@cap/event-store';
import { JsonLogger } from '@cap/platform';
import { readModels } from '@cap/read-models';
import { WebhookSecrets } from '@cap/use-cases';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { Auditor } from './audit/auditor';
import { checks } from './audit/checks';
import { Clock } from './clock/clock';
import { Projector } from './project/projector';
import { Publisher } from './publish/publisher';
import { Reactor } from './react/reactor';
import { Relay } from './relay/relay';
import type { Role, RoleName } from './role';
import { Webhooks } from './webhooks/webhooks';
import { WorkerConfig } from './worker.config';

/** Starts this process's roles when everything is there, wakes them after commits, and ends them in good order. */
@Injectable()
export class RolesAtWork implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly roles: readonly Role[];
  private readonly listener: Listener;
  private readonly register: ProcessRegister;

  constructor(
    config: WorkerConfig,
    private readonly dataSource: DataSource,
    commands: CommandBus,
    wakeup: Wakeup,
    secrets: WebhookSecrets,
    log: JsonLogger,
  ) {
    this.register = new ProcessRegister(dataSource, { kind: 'cap-worker', roles: config.rolesAtWork, address: null });
    const { processId } = this.register;
    const make: Record<RoleName, () => Role> = {
      project: () => new Projector(dataSource, wakeup, log, readModels),
      publish: () => new Publisher(dataSource, log, processId),
      react: () => new Reactor(dataSource, commands, log),
      clock: () => new Clock(dataSource, commands, wakeup, log),
      relay: () => new Relay(dataSource, config, log, processId),
      audit: () => new Auditor(dataSource, log, processId, checks),
      webhooks: () => new Webhooks(dataSource, secrets, config, log, processId),
    };
    this.roles = config.rolesAtWork.map((name) => make[name]());
    const hear = { cap_log: () => this.wake('cap_log'), cap_units: () => this.wake('cap_units') };
    this.listener = new Listener(config.databaseUrl, hear, config.limits);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.register.start();
    for (const role of this.roles) role.start();
    await this.listener.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener.stop();
    await Promise.all(this.roles.map((role) => role.stop()));
    await this.register.stop();
    await this.dataSource.destroy();
  }

  private wake(channel: WakeupChannel): void {
    for (const role of this.roles) if (role.wakenedBy.includes(channel)) role.wake();
  }
}
