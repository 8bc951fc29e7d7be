import type { PassOutcome } from './log-reader';

/**
 * Repeats a pass: at once while there is more, on a wake-up, and every `pollMs` in any case. A pass that throws is
 * tried again after a pause that doubles up to five seconds.
 */
export class Follower {
  private stopped = true;
  private wakened = false;
  private wakeUp: (() => void) | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly pass: () => Promise<PassOutcome>,
    private readonly options: { readonly pollMs: number; readonly onError: (error: unknown) => void },
  ) {}

  start(): void {
    this.stopped = false;
    this.running = this.loop();
  }

  /** Looks now. */
  wake(): void {
    this.wakened = true;
    this.wakeUp?.();
  }

  /** Resolves when the pass that runs has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async loop(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        const outcome = await this.pass();
        failures = 0;
        if (outcome !== 'moved') await this.rest(this.options.pollMs);
      } catch (error) {
        this.options.onError(error);
        await this.rest(Math.min(5000, 50 * 2 ** failures++));
      }
    }
  }

  private async rest(ms: number): Promise<void> {
    if (!this.wakened && !this.stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wakeUp = null;
    this.wakened = false;
  }
}
