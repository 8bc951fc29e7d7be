import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, spawnGuarded } from '@cap/local-services';

/** A running instance: where its API processes and its broker are. */
export interface RunningInstance {
  readonly apis: readonly string[];
  readonly brokers: readonly string[];
  readonly stop: () => Promise<void>;
}
interface Ready {
  readonly apis: readonly string[];
  readonly kafkaBrokers?: string | null;
}

const program = resolve(__dirname, '../../../../tools/starter/dist/main.js');
const patienceMs = 180_000;
const stopsWithinMs = 30_000;

/** Starts an instance of our own, empty, in a fresh folder that goes when it stops. It cannot outlive this process. */
export async function startOwnInstance(
  options: { readonly kafka: boolean; readonly apis: number },
  onLine: (line: string) => void,
): Promise<RunningInstance> {
  const directory = await mkdtemp(join(tmpdir(), 'cap-simulation-'));
  const port = await freePort();
  const lines: string[] = [];
  let tell: (ready: Ready) => void = () => undefined;
  const ready = new Promise<Ready>((resolveReady) => (tell = resolveReady));
  const instance = await spawnGuarded({
    command: process.execPath,
    args: [
      program,
      ...['--directory', directory, '--empty', '--machine', '--port', String(port), '--apis', String(options.apis)],
      ...(options.kafka ? ['--kafka'] : []),
    ],
    env: process.env,
    signalOnOrphan: 'TERM',
    onLine: (line) => {
      if (line.startsWith('ready ')) return tell(JSON.parse(line.slice('ready '.length)) as Ready);
      lines.push(line);
      onLine(line);
    },
  });
  const end = async (): Promise<void> => {
    await instance.end('SIGTERM', stopsWithinMs);
    await rm(directory, { recursive: true, force: true });
  };
  let ending: Promise<void> | undefined;
  const stop = (): Promise<void> => (ending ??= end());
  const ended = instance.exited.then(({ code }) => `ended with code ${code}`);
  const late = new Promise<string>((done) => setTimeout(done, patienceMs, 'was not ready in time').unref());
  const first = await Promise.race([ready, ended, late]);
  if (typeof first !== 'string')
    return { apis: first.apis, brokers: first.kafkaBrokers ? first.kafkaBrokers.split(',') : [], stop };
  await stop();
  throw new Error(`The instance ${first}. Its last lines:\n${lines.slice(-20).join('\n')}`);
}
