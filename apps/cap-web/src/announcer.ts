import { texts } from './texts/texts.js';

/**
 * What a screen reader hears: at most one message per `everyMs`, summed up. The text that waits is made when its turn
 * comes, so it tells everything that happened till then.
 */
export class Announcer {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private saidAt = -Infinity;
  private changes = 0;
  private urgent = '';

  constructor(
    private readonly say: (text: string) => void,
    private readonly everyMs = 15_000,
  ) {}

  /** `count` units changed. */
  changed(count: number): void {
    this.changes += count;
    if (count > 0) this.plan();
  }

  /** Something that is said before the sum of changes, in its turn; a newer one takes its place. */
  tell(text: string): void {
    this.urgent = text;
    this.plan();
  }

  private plan(): void {
    this.timer ??= setTimeout(() => this.turn(), Math.max(0, this.saidAt + this.everyMs - performance.now()));
  }

  private turn(): void {
    const sum = this.changes === 0 ? '' : texts.heardChanges(this.changes);
    this.timer = null;
    this.saidAt = performance.now();
    this.say([this.urgent, sum].filter(Boolean).join(' '));
    this.changes = 0;
    this.urgent = '';
  }
}
