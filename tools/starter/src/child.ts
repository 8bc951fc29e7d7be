import { setTimeout as pause } from 'node:timers/promises';
import { spawnGuarded, type Ending, type GuardedProcess } from '@cap/local-services';
import { nextDelay, type BackOff } from './back-off';

export interface Program {
  /** Unique; begins each line of its output. */
  readonly name: string;
  /** The path of a compiled script. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Beside our own environment. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface ChildStatus {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'waiting' | 'stopped';
  /** Of the running process. */
  readonly pid: number | undefined;
  readonly restarts: number;
}

export interface ChildSettings {
  readonly backOff: BackOff;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly patience: number;
  readonly onLine: (name: string, line: string) => void;
}

/** One program that is kept running until it is stopped. */
export class Child {
  readonly #stopping = new AbortController();
  readonly #life: Promise<void>;
  #process: GuardedProcess | undefined;
  #state: ChildStatus['state'] = 'starting';
  #restarts = 0;

  constructor(
    private readonly program: Program,
    private readonly settings: ChildSettings,
  ) {
    this.#life = this.#keepRunning();
  }

  get status(): ChildStatus {
    return { name: this.program.name, state: this.#state, pid: this.#process?.pid, restarts: this.#restarts };
  }

  /** SIGTERM, and SIGKILL when that takes too long; no restart. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#process?.end('SIGTERM', this.settings.patience);
    await this.#life;
  }

  async #keepRunning(): Promise<void> {
    for (let delay: number | undefined; !this.#stopping.signal.aborted; this.#restarts++) {
      const start = performance.now();
      const how = await this.#runOnce();
      if (this.#stopping.signal.aborted) break;
      delay = nextDelay(this.settings.backOff, delay, performance.now() - start);
      this.#state = 'waiting';
      this.settings.onLine(this.program.name, `${how}; it is started again in ${delay} ms`);
      await pause(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
    this.#state = 'stopped';
  }

  async #runOnce(): Promise<string> {
    try {
      this.#process = await this.#spawn();
      this.#state = 'running';
      // Asked to stop while it was being started: `stop` could not see it yet.
      if (this.#stopping.signal.aborted) await this.#process.end('SIGTERM', this.settings.patience);
      return described(await this.#process.exited);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      this.#process = undefined;
    }
  }

  #spawn(): Promise<GuardedProcess> {
    const { name, script, args = [], env = {} } = this.program;
    return spawnGuarded({
      command: process.execPath,
      args: ['--enable-source-maps', script, ...args],
      env: { ...process.env, ...env },
      cwd: process.cwd(),
      signalOnOrphan: 'TERM',
      onLine: (line) => this.settings.onLine(name, line),
    });
  }
}

const described = ({ code, signal }: Ending): string =>
  signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
