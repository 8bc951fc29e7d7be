import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port';
import { runBroker } from './broker-process';
import { checkedJars } from './jars';
import { javaArguments, javaVersion } from './java';
import { cache } from './places';
import { serverProperties } from './server-properties';

export interface PreparedKafka {
  readonly jars: readonly string[];
  /** A formatted, empty data directory: each new broker starts with a copy. */
  readonly template: string;
  /** The JVM flag that uses the class archive, which halves the start. */
  readonly archive: string;
}

type Log = (line: string) => void;

/**
 * All that is fetched or made once: jars, formatted directory, class archive. 14 to 23 s the first time, 0.3 s after that.
 * Each part is made aside and put in place whole, so that processes that do it at once do no harm.
 */
export const prepareKafka = async (onLog: Log = () => undefined): Promise<PreparedKafka> => {
  const java = javaVersion();
  const jars = await checkedJars(onLog);
  const template = cache('template');
  if (!existsSync(template)) await aside(template, (making) => format(making, jars));
  return { jars, template, archive: `-XX:SharedArchiveFile=${await classArchive(java, jars, template, onLog)}` };
};

const aside = async (place: string, make: (making: string) => Promise<string>): Promise<void> => {
  const making = mkdtempSync(`${place}-`);
  try {
    const made = await make(making);
    if (!existsSync(place)) renameSync(made, place);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
};

const format = async (making: string, jars: readonly string[]): Promise<string> => {
  const [data, properties] = [join(making, 'data'), join(making, 'server.properties')];
  writeFileSync(properties, serverProperties(data, { client: 1, controller: 2 }));
  const id = Buffer.from(`CAP${randomUUID().slice(0, 13)}`).toString('base64url');
  const args = [
    ...javaArguments(jars, '-Xshare:auto'),
    'kafka.tools.StorageTool',
    'format',
    '-t',
    id,
    '-c',
    properties,
  ];
  await promisify(execFile)('java', args).catch((cause: { stderr?: string; stdout?: string }) => {
    throw new Error(`Kafka could not format a directory: ${cause.stdout ?? ''}${cause.stderr ?? ''}`, { cause });
  });
  return data;
};

/** The JVM ignores, without a word, an archive of another Java or of other jars: hence its name says what it was made with. */
const classArchive = async (java: string, jars: readonly string[], template: string, onLog: Log): Promise<string> => {
  const seen = jars.map((jar) => `${jar} ${statSync(jar).size} ${statSync(jar).mtimeMs}`);
  const stamp = createHash('sha256')
    .update([java, ...seen].join('\n'))
    .digest('hex')
    .slice(0, 16);
  const archive = cache(`classes-${stamp}.jsa`);
  if (existsSync(archive)) return archive;
  onLog('making the class archive of Kafka (once)');
  await aside(archive, async (making) => {
    const [data, properties] = [join(making, 'data'), join(making, 'server.properties')];
    await cp(template, data, { recursive: true });
    const ports = { client: await freePort(), controller: await freePort() };
    writeFileSync(properties, serverProperties(data, ports));
    const made = join(making, 'classes.jsa');
    const broker = await runBroker({ jars, archive: `-XX:ArchiveClassesAtExit=${made}`, properties, onLog });
    await broker.end('SIGTERM', 60_000);
    if (!existsSync(made)) throw new Error(`Java made no class archive; see ${readFileSync(properties, 'utf8')}`);
    return made;
  });
  return archive;
};
