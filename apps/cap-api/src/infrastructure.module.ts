import { Global, Module, type DynamicModule } from '@nestjs/common';
import { loadTokenKeys } from '@cap/access';
import { Dossier, dossierEntities } from '@cap/dossier';
import { CommandRunner, countConnections, createDataSource, Wakeup } from '@cap/event-store';
import { loadMasterKey, subKey } from '@cap/platform';
import { readModelEntities } from '@cap/read-models';
import { registryEntities, UnitIndex, WebhookAddresses, WebhookSecrets } from '@cap/use-cases';
import { DataSource } from 'typeorm';
import type { ApiConfig } from './api.config';
import { TokenReader } from './edge/token-reader';
import { LiveUnitIndex } from './matching/live-unit-index';

/** What every module of the front door shares: the one pool, the command runner, the dossier, the keys, the index. */
@Global()
@Module({})
export class InfrastructureModule {
  static with(config: ApiConfig): DynamicModule {
    const master = loadMasterKey(config.masterKeyFile);
    const providers = [
      { provide: DataSource, useFactory: () => connect(config) },
      { provide: Wakeup, useFactory: (dataSource: DataSource) => new Wakeup(dataSource), inject: [DataSource] },
      {
        provide: CommandRunner,
        useFactory: (dataSource: DataSource, wakeup: Wakeup) =>
          new CommandRunner(dataSource, wakeup, subKey(master, 'command')),
        inject: [DataSource, Wakeup],
      },
      { provide: WebhookAddresses, useFactory: () => new WebhookAddresses(config.webhooksAnywhere) },
      { provide: WebhookSecrets, useFactory: () => new WebhookSecrets(master) },
      { provide: Dossier, useFactory: () => new Dossier(master, config.bsnRange) },
      {
        provide: TokenReader,
        useFactory: () => new TokenReader(loadTokenKeys(config.tokenKeysFile, config.tokenIssuer)),
      },
      { provide: UnitIndex, useClass: LiveUnitIndex },
    ];
    return { module: InfrastructureModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

async function connect(config: ApiConfig): Promise<DataSource> {
  const dataSource = createDataSource({
    url: config.databaseUrl,
    entities: [...registryEntities, ...dossierEntities, ...readModelEntities],
    poolSize: config.databasePool,
    applicationName: 'cap-api',
    limits: config.limits,
  });
  return countConnections(await dataSource.initialize());
}
