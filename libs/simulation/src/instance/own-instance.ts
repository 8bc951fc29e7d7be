import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Caller, controlOver, freePort, spawnGuarded, type InstanceControl } from '@cap/local-services';

/** A running instance: where its API processes and its broker are. */
export interface RunningInstance {
  readonly apis: readonly string[];
  readonly brokers: readonly string[];
  readonly stop: () => Promise<void>;
  /** How to do harm to it, where it was started for that. */
  readonly control?: InstanceControl;
}
export interface OwnInstanceOptions {
  readonly kafka: boolean;
  readonly apis: number;
  /** As on servers, and ready to be harmed: for a fault plan. */
  readonly full?: boolean;
  /** The folder of another version of the programs, compiled. */
  readonly repository?: string;
}
interface Ready {
  readonly apis: readonly string[];
  readonly kafkaBrokers?: string | null;
}

const ourRepository = resolve(__dirname, '../../../..');
const patienceMs = 180_000;
const stopsWithinMs = 30_000;

/** Starts an instance of our own, empty, in a fresh folder that goes when it stops. It cannot outlive this process. */
export async function startOwnInstance(
  options: OwnInstanceOptions,
  onLine: (line: string) => void,
): Promise<RunningInstance> {
  const directory = await mkdtemp(join(tmpdir(), 'cap-simulation-'));
  // The user of the database must be able to pass through, so that the data are in it and go with it.
  await chmod(directory, 0o711);
  const port = await freePort();
  const lines: string[] = [];
  let tell: (ready: Ready) => void = () => undefined;
  const ready = new Promise<Ready>((resolveReady) => (tell = resolveReady));
  const instance = await spawnGuarded({
    ...commandFor(join(options.repository ?? ourRepository, 'tools/starter/dist/main.js'), [
      ...['--directory', directory, '--empty', '--machine', '--port', String(port), '--apis', String(options.apis)],
      ...(options.kafka ? ['--kafka'] : []),
      ...(options.full ? ['--full', '--control'] : []),
    ]),
    env: process.env,
    signalOnOrphan: 'TERM',
    onLine: (line) => {
      if (line.startsWith('ready ')) return tell(JSON.parse(line.slice('ready '.length)) as Ready);
      lines.push(line);
      onLine(line);
    },
  });
  let caller: Caller | undefined;
  const end = async (): Promise<void> => {
    caller?.close();
    await instance.end('SIGTERM', stopsWithinMs);
    await rm(directory, { recursive: true, force: true });
  };
  let ending: Promise<void> | undefined;
  const stop = (): Promise<void> => (ending ??= end());
  const ended = instance.exited.then(({ code }) => `ended with code ${code}`);
  const late = new Promise<string>((done) => setTimeout(done, patienceMs, 'was not ready in time').unref());
  const first = await Promise.race([ready, ended, late]);
  if (typeof first !== 'string') {
    if (options.full) caller = await Caller.connect(join(directory, 'control'));
    const control = caller === undefined ? {} : { control: controlOver(caller) };
    return { apis: first.apis, brokers: first.kafkaBrokers ? first.kafkaBrokers.split(',') : [], stop, ...control };
  }
  await stop();
  throw new Error(`The instance ${first}. Its last lines:\n${lines.slice(-20).join('\n')}`);
}

/**
 * Root can give the database a disk of its own, to be made full: in a mount namespace of this instance, with which it goes.
 * Others run without.
 */
function commandFor(
  program: string,
  args: readonly string[],
): { readonly command: string; readonly args: readonly string[] } {
  const start = [process.execPath, program, ...args];
  if (process.getuid?.() !== 0 || !args.includes('--control')) return { command: start[0]!, args: start.slice(1) };
  return { command: 'unshare', args: ['--mount', '--propagation', 'private', ...start, '--small-disk'] };
}
