import { databaseAnswers } from '@cap/event-store';
import {
  endWithParent,
  JsonLogger,
  loadConfig,
  onShutdown,
  serveFigures,
  startTraces,
  tellUnknownVariables,
} from '@cap/platform';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { WorkerConfig } from './worker.config';
import { WorkerModule } from './worker.module';

/** The availability worker: providers' reports in over Kafka, refusals out. No HTTP. */
async function bootstrap(): Promise<void> {
  const config = loadConfig(WorkerConfig);
  endWithParent();
  const log = new JsonLogger('availability-worker');
  tellUnknownVariables(WorkerConfig, log);
  onShutdown('the traces', await startTraces(config, 'availability-worker', log));
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(config, log), {
    logger: log,
    abortOnError: false,
  });
  onShutdown('the worker', () => worker.close());
  if (config.metricsPort > 0) {
    const { metricsHost: host, metricsPort: port } = config;
    const server = await serveFigures({ host, port }, () => databaseAnswers(worker.get(DataSource)));
    onShutdown('the figures', () => server.close());
  }
  log.log('The availability worker is ready.');
}

bootstrap().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // What is at work by then must not go on without being seen.
  process.exit(1);
});
