import { join } from 'node:path';
import type { Program } from './child';
import type { Options } from './options';

const repository = join(__dirname, '../../..');
const script = (name: string): string => join(repository, 'apps', name, 'dist/main.js');

type Counts = Pick<Options, 'port' | 'apis' | 'workers' | 'intakes'>;

/** The programs of an instance, each with its environment. With Kafka there are availability workers. */
export function programsOf(counts: Counts, common: NodeJS.ProcessEnv): Program[] {
  const { port, apis, workers, intakes } = counts;
  return [
    ...some('cap-api', apis, common, (index) => ({ CAP_API_PORT: String(port + index) })),
    ...some('cap-worker', workers, common),
    ...(common['KAFKA_BROKERS'] ? some('availability-worker', intakes, common) : []),
  ];
}

function some(
  app: string,
  count: number,
  common: NodeJS.ProcessEnv,
  own: (index: number) => NodeJS.ProcessEnv = () => ({}),
): Program[] {
  return Array.from({ length: count }, (_, index) => {
    const name = count > 1 ? `${app}-${index + 1}` : app;
    const DATABASE_URL = named(common['DATABASE_URL']!, name);
    return { name, script: script(app), env: { ...common, DATABASE_URL, ...own(index) } };
  });
}

/** PostgreSQL shows this name beside each connection: of two processes of one program it is then known which. */
function named(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('application_name', name);
  return url.href;
}
