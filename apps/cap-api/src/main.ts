import { ProcessRegister } from '@cap/event-store';
import {
  ConfigurationError,
  endWithParent,
  JsonLogger,
  loadConfig,
  onShutdown,
  shutDown,
  startTraces,
  tellUnknownVariables,
} from '@cap/platform';
import { DataSource } from 'typeorm';
import { ApiConfig } from './api.config';
import { createApp } from './create-app';
import { stopInOrder } from './stop-in-order';

async function bootstrap(): Promise<void> {
  const config = loadConfig(ApiConfig);
  const log = new JsonLogger('cap-api');
  tellUnknownVariables(ApiConfig, log);
  onShutdown('the traces', await startTraces(config, 'cap-api', log));
  const app = await createApp(config);
  onShutdown('cap-api', () => stopInOrder(app));
  endWithParent();
  await app.listen(config.port, config.host);
  const register = new ProcessRegister(app.get(DataSource), {
    kind: 'cap-api',
    roles: ['http', 'live'],
    address: `http://${config.host}:${config.port}`,
  });
  await register.start();
  onShutdown('process register', () => register.stop());
  process.send?.({ ready: 'cap-api', port: config.port });
}

bootstrap().catch(async (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE')
    console.error(`The port is in use: ${error.message}. Set CAP_API_PORT to a free one.`);
  else console.error(error instanceof ConfigurationError ? error.message : error);
  await shutDown(1);
});
