import { setTimeout as pause } from 'node:timers/promises';
import type { InstanceControl, ProcessStatus } from '@cap/local-services';
import { until } from '../until';

/** The processes of the instance, by the names that its starter gives them. */
export class Processes {
  constructor(private readonly control: InstanceControl) {}

  async pidOf(name: string): Promise<number> {
    return until(`${name} runs`, async () => (await this.all()).find((one) => one.name === name)?.pid);
  }

  async nameOf(pid: number): Promise<string | undefined> {
    return (await this.all()).find((one) => one.pid === pid)?.name;
  }

  /** kill -9; resolves with the number of the process that took its place. */
  async kill(name: string): Promise<number> {
    const pid = await this.pidOf(name);
    await this.control.signal({ name, signal: 'SIGKILL' });
    return until(`another process is ${name}`, async () => {
      const next = (await this.all()).find((one) => one.name === name);
      return next?.state === 'running' && next.pid !== pid ? next.pid : null;
    });
  }

  /** Stopped for as long as the work takes. */
  async frozen<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    await this.signal(names, 'SIGSTOP');
    try {
      return await work();
    } finally {
      await this.signal(names, 'SIGCONT');
    }
  }

  /**
   * Kills processes at a wanted moment, without a hook in them. Those that `victims` names of what was seen are killed; the
   * others go on.
   */
  killAt<Seen>(
    what: string,
    names: readonly string[],
    look: () => Promise<Seen | null>,
    victims: (seen: Seen) => readonly string[],
  ): Promise<Seen> {
    return this.frozenAt(what, names, look, async (seen) => {
      await Promise.all(victims(seen).map((name) => this.kill(name)));
    });
  }

  /**
   * Stops processes at a wanted moment, for as long as the work takes. It looks, and what seems to be it is stopped and looked
   * at again: if it still is, nothing can move it.
   */
  async frozenAt<Seen>(
    what: string,
    names: readonly string[],
    look: () => Promise<Seen | null>,
    work: (seen: Seen) => Promise<void>,
  ): Promise<Seen> {
    return until(what, async () => {
      if ((await look()) === null) return null;
      return this.frozen(names, async () => {
        // What the stopped processes sent before arrives in this time.
        await pause(settleMs);
        const seen = await look();
        if (seen !== null) await work(seen);
        return seen;
      });
    });
  }

  private all(): Promise<ProcessStatus[]> {
    return this.control.processes();
  }

  private async signal(names: readonly string[], signal: NodeJS.Signals): Promise<void> {
    // One that has died meanwhile need not be woken.
    await Promise.all(names.map((name) => this.control.signal({ name, signal }).catch(() => undefined)));
  }
}

const settleMs = 10;
