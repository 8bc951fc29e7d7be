import { Dossier, dossierEntities } from '@cap/dossier';
import { CommandRunner, connectDatabase, Wakeup } from '@cap/event-store';
import { JsonLogger, loadMasterKey, subKey } from '@cap/platform';
import { readModelEntities } from '@cap/read-models';
import { handlers, registryEntities, WebhookAddresses, WebhookSecrets } from '@cap/use-cases';
import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { RolesAtWork } from './roles-at-work';
import { WorkerConfig } from './worker.config';

const entities = [...registryEntities, ...dossierEntities, ...readModelEntities];

/** The parts of the worker, for one configuration. */
@Module({})
export class WorkerModule {
  static with(config: WorkerConfig, log: JsonLogger): DynamicModule {
    const master = loadMasterKey(config.masterKeyFile);
    const { databaseUrl: url, databasePool: poolSize, limits } = config;
    const database = { url, entities, poolSize, limits, applicationName: 'cap-worker' };
    return {
      module: WorkerModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: WorkerConfig, useValue: config },
        { provide: JsonLogger, useValue: log },
        { provide: DataSource, useFactory: () => connectDatabase(database, log) },
        { provide: Wakeup, useFactory: (dataSource: DataSource) => new Wakeup(dataSource), inject: [DataSource] },
        {
          provide: CommandRunner,
          useFactory: (dataSource: DataSource, wakeup: Wakeup) =>
            new CommandRunner(dataSource, wakeup, subKey(master, 'command')),
          inject: [DataSource, Wakeup],
        },
        { provide: WebhookAddresses, useFactory: () => new WebhookAddresses(config.webhooksAnywhere) },
        { provide: WebhookSecrets, useFactory: () => new WebhookSecrets(master) },
        { provide: Dossier, useFactory: () => new Dossier(master) },
        ...handlers.commands,
        RolesAtWork,
      ],
    };
  }
}
