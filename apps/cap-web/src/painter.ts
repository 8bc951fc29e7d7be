/** Paints when asked, at most once per `everyMs`, and not while it is paused. */
export class Painter {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private paintedAt = -Infinity;
  paused = false;

  constructor(
    private readonly paint: () => void,
    private readonly everyMs: number,
  ) {}

  request(): void {
    if (this.paused || this.timer !== null) return;
    const rest = Math.max(0, this.paintedAt + this.everyMs - performance.now());
    this.timer = setTimeout(() => this.now(), rest);
  }

  pause(): void {
    this.paused = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  /** Jumps to the present. */
  resume(): void {
    this.paused = false;
    this.now();
  }

  private now(): void {
    this.timer = null;
    this.paintedAt = performance.now();
    this.paint();
  }
}
