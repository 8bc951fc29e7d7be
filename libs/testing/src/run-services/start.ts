import { kafkaForRun } from './kafka';
import { postgresForRun } from './postgres';
import type { RunEnvironment } from '../run-environment';
import type { ServiceName } from './selection';
import { makeTemplate } from './template';

export interface RunServices {
  readonly environment: Partial<RunEnvironment>;
  readonly descriptions: readonly string[];
  stop(): Promise<void>;
}

/** Starts what a test run needs. When one of them fails, those that did start are stopped before the error goes on. */
export const startRunServices = async (wanted: ReadonlySet<ServiceName>, migrateCli: string): Promise<RunServices> => {
  const parts: RunServices[] = [];
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    const starting = [...wanted].map((name) => starters[name](migrateCli).then((part) => parts.push(part)));
    for (const outcome of await Promise.allSettled(starting)) if (outcome.status === 'rejected') throw outcome.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  const environment = Object.assign({}, ...parts.map((part) => part.environment)) as Partial<RunEnvironment>;
  return { environment, descriptions: parts.flatMap((part) => part.descriptions), stop };
};

const startPostgres = async (migrateCli: string): Promise<RunServices> => {
  const server = await postgresForRun();
  const template = await makeTemplate(server.address, migrateCli).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return {
    environment: { CAP_TEST_ADMIN_URL: server.address, CAP_TEST_TEMPLATE: template.name },
    descriptions: [server.description],
    stop: () => template.drop().finally(() => server.stop()),
  };
};

const startKafka = async (): Promise<RunServices> => {
  const broker = await kafkaForRun();
  return {
    environment: { CAP_TEST_KAFKA: broker.address },
    descriptions: [broker.description],
    stop: () => broker.stop(),
  };
};

const starters = {
  postgres: startPostgres,
  kafka: startKafka,
} satisfies Record<ServiceName, (migrateCli: string) => Promise<RunServices>>;
