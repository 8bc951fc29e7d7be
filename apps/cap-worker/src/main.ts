import { databaseAnswers } from '@cap/event-store';
import {
  ConfigurationError,
  endWithParent,
  JsonLogger,
  loadConfig,
  MasterKeyError,
  onShutdown,
  serveFigures,
  startTraces,
  tellUnknownVariables,
} from '@cap/platform';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { WorkerConfig } from './worker.config';
import { WorkerModule } from './worker.module';

/** The CAP's worker: what happens after the commit. No HTTP. */
async function bootstrap(): Promise<void> {
  const config = loadConfig(WorkerConfig);
  endWithParent();
  const log = new JsonLogger('cap-worker');
  tellUnknownVariables(WorkerConfig, log);
  onShutdown('the traces', await startTraces(config, 'cap-worker', log));
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(config, log), {
    logger: log,
    abortOnError: false,
  });
  onShutdown('cap-worker', () => worker.close());
  if (config.metricsPort > 0) {
    const { metricsHost: host, metricsPort: port } = config;
    const server = await serveFigures({ host, port }, () => databaseAnswers(worker.get(DataSource)));
    onShutdown('the figures', () => server.close());
  }
  log.log('The worker is ready.', { roles: config.rolesAtWork.join(',') });
  process.send?.({ ready: 'cap-worker' });
}

bootstrap().catch((error: unknown) => {
  const explained = error instanceof ConfigurationError || error instanceof MasterKeyError;
  console.error(explained ? error.message : error);
  process.exit(1);
});
