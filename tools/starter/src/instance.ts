import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDevelopmentKeys, TokenIssuer } from '@cap/access';
import { migrate } from '@cap/event-store';
import {
  createDatabase,
  createRoles,
  isFree,
  startEmbeddedPostgres,
  startKafka,
  type EmbeddedPostgres,
  type Kafka,
} from '@cap/local-services';
import { createMasterKeyFile } from '@cap/platform';
import type { Options } from './options';
import { Supervisor } from './supervisor';

const repository = join(__dirname, '../../..');
const program = (name: string): string => join(repository, 'apps', name, 'dist/main.js');
const issuerName = 'cap-development';
const pageTokenSeconds = 30 * 24 * 3600;

export interface Instance {
  readonly apis: readonly string[];
  readonly kafkaBrokers: string | null;
  readonly postgresPort: number;
  /** Resolves, with the reason, when a service that the children need has died. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/** Starts database, broker (if asked) and programs on one directory, and keeps the programs running. */
export async function startInstance(options: Options, say: (line: string) => void): Promise<Instance> {
  const { directory, port, apis } = options;
  await ensurePortsFree(port, apis);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const postgres = await openDatabase(directory, say);
  await createRoles(postgres.adminUrl);
  const { ownerUrl, appUrl } = await createDatabase(postgres.adminUrl, 'cap');
  const migrated = await migrate(ownerUrl);
  say(migrated.length > 0 ? `De database is bijgewerkt (${migrated.length} stappen).` : 'De database is bij.');
  const kafka = options.kafka || process.env['KAFKA_BROKERS'] ? await openBroker(directory, say) : null;

  const common = await commonEnvironment(directory, appUrl, kafka);
  const supervisor = new Supervisor();
  const addresses = Array.from({ length: apis }, (_, index) => `http://127.0.0.1:${port + index}`);
  addresses.forEach((_, index) => {
    const env = { ...common, CAP_API_PORT: String(port + index) };
    supervisor.keep({ name: apis > 1 ? `cap-api-${index + 1}` : 'cap-api', script: program('cap-api'), env });
  });
  supervisor.keep({ name: 'cap-worker', script: program('cap-worker'), env: common });
  if (kafka) supervisor.keep({ name: 'availability-worker', script: program('availability-worker'), env: common });

  let stopping = false;
  const gone = (name: string) => async (ending: Promise<unknown>) => {
    await ending;
    return stopping ? new Promise<string>(() => undefined) : `${name} is onverwacht gestopt`;
  };
  return {
    apis: addresses,
    kafkaBrokers: kafka?.brokers ?? null,
    postgresPort: postgres.port,
    lost: Promise.race([gone('PostgreSQL')(postgres.exited), ...(kafka ? [gone('Kafka')(kafka.exited)] : [])]),
    async stop() {
      stopping = true;
      await supervisor.stop();
      await kafka?.stop();
      await postgres.stop();
    },
  };
}

async function ensurePortsFree(port: number, apis: number): Promise<void> {
  for (let wanted = port; wanted < port + apis; wanted++) {
    if (await isFree(wanted)) continue;
    throw new Error(
      `Poort ${wanted} is in gebruik. Stop het programma dat daar luistert, of kies een andere: npm start -- --port N`,
    );
  }
}

type Database = Pick<EmbeddedPostgres, 'adminUrl' | 'port' | 'exited' | 'stop'>;
type Broker = Pick<Kafka, 'brokers' | 'exited' | 'stop'>;

const never = new Promise<never>(() => undefined);
const ofOthers = { exited: never, stop: () => Promise.resolve() };

/** The database of `DATABASE_ADMIN_URL` (a superuser's address) where that is set, else our own PostgreSQL. */
async function openDatabase(directory: string, say: (line: string) => void): Promise<Database> {
  const adminUrl = process.env['DATABASE_ADMIN_URL'];
  if (adminUrl) return { ...ofOthers, adminUrl, port: Number(new URL(adminUrl).port || 5432) };
  say('PostgreSQL wordt gestart.');
  return startEmbeddedPostgres({ directory: join(directory, 'postgres') });
}

/** The broker of `KAFKA_BROKERS` where that is set, else our own Apache Kafka. */
async function openBroker(directory: string, say: (line: string) => void): Promise<Broker> {
  const brokers = process.env['KAFKA_BROKERS'];
  if (brokers) return { ...ofOthers, brokers };
  say('Apache Kafka wordt gestart (de eerste keer haalt Maven het op).');
  return startKafka({ directory: join(directory, 'kafka') });
}

/** What all programs are told. Keys are made once and kept. */
async function commonEnvironment(directory: string, appUrl: string, kafka: Broker | null): Promise<NodeJS.ProcessEnv> {
  const masterKey = join(directory, 'master-key');
  createMasterKeyFile(masterKey);
  const { privateKeyFile, jwksFile } = await createDevelopmentKeys(join(directory, 'tokens'));
  const issuer = await TokenIssuer.fromFile(privateKeyFile, issuerName);
  const page = { actorId: 'page', role: 'display', organisationId: null } as const;
  return {
    DATABASE_URL: appUrl,
    CAP_MASTER_KEY_FILE: masterKey,
    CAP_TOKEN_JWKS_FILE: jwksFile,
    CAP_TOKEN_ISSUER: issuerName,
    CAP_DEVELOPMENT_KEY_FILE: privateKeyFile,
    CAP_PAGE_TOKEN: await issuer.issue(page, pageTokenSeconds),
    CAP_MODE: kafka ? 'full' : 'embedded',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    ...(kafka ? { KAFKA_BROKERS: kafka.brokers } : {}),
  };
}
