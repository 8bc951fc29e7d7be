import { ConfigurationError, endWithParent, JsonLogger, loadConfig, MasterKeyError, onShutdown } from '@cap/platform';
import { NestFactory } from '@nestjs/core';
import { WorkerConfig } from './worker.config';
import { WorkerModule } from './worker.module';

/** The CAP's worker: what happens after the commit. No HTTP. */
async function bootstrap(): Promise<void> {
  const config = loadConfig(WorkerConfig);
  endWithParent();
  const log = new JsonLogger('cap-worker');
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(config, log), {
    logger: log,
    abortOnError: false,
  });
  onShutdown('cap-worker', () => worker.close());
  log.log('The worker is ready.', { roles: config.rolesAtWork.join(',') });
  process.send?.({ ready: 'cap-worker' });
}

bootstrap().catch((error: unknown) => {
  const explained = error instanceof ConfigurationError || error instanceof MasterKeyError;
  console.error(explained ? error.message : error);
  process.exit(1);
});
