import { setTimeout as pause } from 'node:timers/promises';
import { spawnGuarded, type Ending, type ProcessStatus } from '@cap/local-services';
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

/** A process that runs. */
export interface Running {
  readonly pid: number;
  readonly exited: Promise<Ending>;
  /** Ends it in good order. Resolves when it is gone. */
  stop(): Promise<unknown>;
}

/** Anything that can be started, and started again. */
export interface Kept {
  /** Unique. */
  readonly name: string;
  start(): Promise<Running>;
}

export interface ChildSettings {
  readonly backOff: BackOff;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly patience: number;
  readonly onLine: (name: string, line: string) => void;
}

/** One process that is kept running until it is stopped. */
export class Child {
  readonly #stopping = new AbortController();
  readonly #life: Promise<void>;
  #process: Running | undefined;
  #state: ProcessStatus['state'] = 'starting';
  #restarts = 0;
  /** Resolves when a paused one may run again; nothing while it is not paused. */
  #paused: Promise<void> | undefined;
  #resume: () => void = () => undefined;

  constructor(
    private readonly kept: Kept,
    private readonly settings: ChildSettings,
  ) {
    this.#life = this.#keepRunning();
  }

  get status(): ProcessStatus {
    return { name: this.kept.name, state: this.#state, pid: this.#process?.pid, restarts: this.#restarts };
  }

  /** SIGTERM, and SIGKILL when that takes too long; no restart. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.resume();
    await this.#process?.stop();
    await this.#life;
  }

  /** Ends it in good order; it is not started until `resume`. Resolves when it is gone. */
  async pause(): Promise<void> {
    this.#paused ??= new Promise((resolve) => (this.#resume = resolve));
    await this.#process?.stop();
  }

  resume(): void {
    this.#paused = undefined;
    this.#resume();
  }

  async #keepRunning(): Promise<void> {
    for (let delay: number | undefined; !this.#stopping.signal.aborted; this.#restarts++) {
      const start = performance.now();
      const how = await this.#runOnce();
      if (this.#stopping.signal.aborted) break;
      if (this.#paused) {
        this.#state = 'stopped';
        await this.#paused;
        continue;
      }
      delay = nextDelay(this.settings.backOff, delay, performance.now() - start);
      this.#state = 'waiting';
      this.settings.onLine(this.kept.name, `${how}; it is started again in ${delay} ms`);
      await pause(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
    this.#state = 'stopped';
  }

  async #runOnce(): Promise<string> {
    this.#state = 'starting';
    try {
      this.#process = await this.kept.start();
      this.#state = 'running';
      // Asked to stop while it was being started: `stop` could not see it yet.
      if (this.#stopping.signal.aborted) await this.#process.stop();
      return described(await this.#process.exited);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      this.#process = undefined;
    }
  }
}

/** A Node program as something to keep running. */
export const keptProgram = ({ name, script, args = [], env = {} }: Program, settings: ChildSettings): Kept => ({
  name,
  async start(): Promise<Running> {
    const running = await spawnGuarded({
      command: process.execPath,
      args: ['--enable-source-maps', script, ...args],
      env: { ...process.env, ...env },
      cwd: process.cwd(),
      signalOnOrphan: 'TERM',
      onLine: (line) => settings.onLine(name, line),
    });
    return { ...running, stop: () => running.end('SIGTERM', settings.patience) };
  },
});

const described = ({ code, signal }: Ending): string =>
  signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
