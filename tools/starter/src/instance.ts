import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDevelopmentKeys, TokenIssuer } from '@cap/access';
import { migrate } from '@cap/event-store';
import { createDatabase, createRoles, isFree } from '@cap/local-services';
import { createMasterKeyFile } from '@cap/platform';
import { Harm } from './harm/harm';
import type { Options } from './options';
import { programsOf } from './programs';
import { openBroker, openDatabase, Services } from './services';
import { Supervisor } from './supervisor';

const issuerName = 'cap-development';
const pageTokenSeconds = 30 * 24 * 3600;

export interface Instance {
  readonly apis: readonly string[];
  readonly kafkaBrokers: string | null;
  readonly postgresPort: number;
  /** Resolves, with the reason, when a service that the programs need has died and is not started again. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

type Say = (line: string) => void;

/** Starts database, broker (if asked) and programs on one directory, and keeps the programs running. */
export async function startInstance(options: Options, say: Say): Promise<Instance> {
  const { directory, port, apis } = options;
  await ensurePortsFree(port, apis);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const harm = options.control ? await Harm.prepare(options) : null;
  const postgres = await openDatabase(directory, say);
  const appUrl = await readyDatabase(postgres.address.adminUrl, say);
  const withKafka = options.kafka || Boolean(process.env['KAFKA_BROKERS']);
  const kafka = withKafka ? await openBroker(directory, say, harm?.brokerPort) : null;
  const services = new Services(options.full);
  services.add('PostgreSQL', postgres);
  if (kafka) services.add('Kafka', kafka);

  const common = await commonEnvironment(directory, appUrl, kafka?.address.brokers ?? null);
  const programs = programsOf(options, common);
  const supervisor = new Supervisor();
  const addresses = { database: postgres.address, broker: kafka?.address };
  for (const program of harm ? await harm.linked(programs, addresses) : programs) supervisor.keep(program);
  await harm?.serve(supervisor, services.supervisor);
  return {
    apis: Array.from({ length: apis }, (_, index) => `http://127.0.0.1:${port + index}`),
    kafkaBrokers: kafka?.address.brokers ?? null,
    postgresPort: postgres.address.port,
    lost: services.lost,
    async stop() {
      await supervisor.stop();
      await services.stop();
      await harm?.close();
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

/** Roles, database and newest schema. Gives the address of the application's role. */
async function readyDatabase(adminUrl: string, say: Say): Promise<string> {
  await createRoles(adminUrl);
  const { ownerUrl, appUrl } = await createDatabase(adminUrl, 'cap');
  const migrated = await migrate(ownerUrl);
  say(migrated.length > 0 ? `De database is bijgewerkt (${migrated.length} stappen).` : 'De database is bij.');
  return appUrl;
}

/** What all programs are told. Keys are made once and kept. */
async function commonEnvironment(
  directory: string,
  appUrl: string,
  brokers: string | null,
): Promise<NodeJS.ProcessEnv> {
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
    CAP_MODE: brokers ? 'full' : 'embedded',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    ...(brokers ? { KAFKA_BROKERS: brokers } : {}),
  };
}
