import { usualBackOff } from './back-off';
import { Child, type ChildSettings, type ChildStatus, type Program } from './child';

const print = (name: string, line: string): void => void process.stdout.write(`[${name}] ${line}\n`);

/**
 * Keeps named Node programs running: passes on what they write, starts a dead one again with back-off, and ends them all on
 * `stop`. When this process itself dies, kill -9 included, each child gets SIGTERM.
 */
export class Supervisor {
  readonly #settings: ChildSettings;
  readonly #children = new Map<string, Child>();

  constructor(settings: Partial<ChildSettings> = {}) {
    this.#settings = { backOff: usualBackOff, patience: 10_000, onLine: print, ...settings };
  }

  /** Starts the program now, and again whenever it ends. */
  keep(program: Program): void {
    if (this.#children.has(program.name))
      throw new Error(`There is a program named ${program.name} already: names are unique.`);
    this.#children.set(program.name, new Child(program, this.#settings));
  }

  get status(): readonly ChildStatus[] {
    return [...this.#children.values()].map((child) => child.status);
  }

  /** Ends one program for good. */
  async end(name: string): Promise<void> {
    await this.#children.get(name)?.stop();
    this.#children.delete(name);
  }

  /** Ends all of them, at once. Resolves when every one is gone. */
  async stop(): Promise<void> {
    await Promise.all([...this.#children.keys()].map((name) => this.end(name)));
  }
}
