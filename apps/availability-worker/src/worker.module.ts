import { setTimeout as pause } from 'node:timers/promises';
import { createDataSource } from '@cap/event-store';
import { JsonLogger } from '@cap/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ReportApplier } from './report-applier';
import { ReportsIn } from './reports-in';
import { WorkerConfig } from './worker.config';

const retryMs = 1000;

/** The parts of the worker, for one configuration. */
@Module({})
export class WorkerModule {
  static with(config: WorkerConfig, log: JsonLogger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        { provide: WorkerConfig, useValue: config },
        { provide: JsonLogger, useValue: log },
        { provide: DataSource, useFactory: () => connectDatabase(config, log) },
        ReportApplier,
        ReportsIn,
      ],
    };
  }
}

/** Waits for a database that is not up yet. */
async function connectDatabase({ databaseUrl }: WorkerConfig, log: JsonLogger): Promise<DataSource> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 6, applicationName: 'cap-availability-worker' });
  for (;;) {
    try {
      return await dataSource.initialize();
    } catch (error) {
      log.warn('The database does not answer; trying again.', { error });
      await pause(retryMs);
    }
  }
}
