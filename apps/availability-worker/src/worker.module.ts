import { connectDatabase } from '@cap/event-store';
import { JsonLogger } from '@cap/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ReportApplier } from './report-applier';
import { ReportsIn } from './reports-in';
import { WorkerConfig } from './worker.config';

/** The parts of the worker, for one configuration. */
@Module({})
export class WorkerModule {
  static with(config: WorkerConfig, log: JsonLogger): DynamicModule {
    const { databaseUrl: url, databasePool: poolSize, limits } = config;
    const database = { url, poolSize, limits, applicationName: 'cap-availability-worker' };
    return {
      module: WorkerModule,
      providers: [
        { provide: WorkerConfig, useValue: config },
        { provide: JsonLogger, useValue: log },
        { provide: DataSource, useFactory: () => connectDatabase(database, log) },
        ReportApplier,
        ReportsIn,
      ],
    };
  }
}
