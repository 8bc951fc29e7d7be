import { endWithParent, JsonLogger, loadConfig, onShutdown } from '@cap/platform';
import { NestFactory } from '@nestjs/core';
import { WorkerConfig } from './worker.config';
import { WorkerModule } from './worker.module';

/** The availability worker: providers' reports in over Kafka, refusals out. No HTTP. */
async function bootstrap(): Promise<void> {
  endWithParent();
  const log = new JsonLogger('availability-worker');
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(loadConfig(WorkerConfig), log), {
    logger: log,
    abortOnError: false,
  });
  onShutdown('the worker', () => worker.close());
  log.log('The availability worker is ready.');
}

bootstrap().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
