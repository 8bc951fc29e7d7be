import type { ProcessStatus } from '@cap/local-services';
import { usualBackOff } from './back-off';
import { Child, keptProgram, type ChildSettings, type Kept, type Program } from './child';

const print = (name: string, line: string): void => void process.stdout.write(`[${name}] ${line}\n`);

/**
 * Keeps named processes running: passes on what our programs write, starts a dead one again with back-off, and ends them all
 * on `stop`. When this process itself dies, kill -9 included, each program gets SIGTERM.
 */
export class Supervisor {
  readonly #settings: ChildSettings;
  readonly #children = new Map<string, Child>();

  constructor(settings: Partial<ChildSettings> = {}) {
    this.#settings = { backOff: usualBackOff, patience: 10_000, onLine: print, ...settings };
  }

  /** Starts it now, and again whenever it ends. */
  keep(wanted: Program | Kept): void {
    const { name } = wanted;
    if (this.#children.has(name)) throw new Error(`There is a program named ${name} already: names are unique.`);
    const kept = 'script' in wanted ? keptProgram(wanted, this.#settings) : wanted;
    this.#children.set(name, new Child(kept, this.#settings));
  }

  knows(name: string): boolean {
    return this.#children.has(name);
  }

  get status(): readonly ProcessStatus[] {
    return [...this.#children.values()].map((child) => child.status);
  }

  /** Ends one in good order, and keeps it down until `resume`. */
  async pause(name: string): Promise<void> {
    await this.#child(name).pause();
  }

  /** Starts one again that was paused. */
  resume(name: string): void {
    this.#child(name).resume();
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

  #child(name: string): Child {
    const child = this.#children.get(name);
    if (child) return child;
    throw new Error(`There is no program named ${name}; there are: ${[...this.#children.keys()].join(', ')}.`);
  }
}
