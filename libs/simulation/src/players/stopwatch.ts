const leastStepMs = 0.001;

/** Reads the real time of this process in milliseconds; each reading lies after the one before. */
export class Stopwatch {
  private last = 0;

  read(): number {
    this.last = Math.max(this.last + leastStepMs, performance.now());
    return this.last;
  }
}
