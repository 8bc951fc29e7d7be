/**
 * In which order the players act at one instant. `life` is what happens to young people whether or not anybody tells;
 * it takes no clock step of its own.
 */
export const phases = ['life', 'report', 'stay', 'answer', 'intake', 'triage', 'desk'] as const;
export type Phase = (typeof phases)[number];

export interface Entry {
  /** Milliseconds of business time. */
  readonly at: number;
  readonly phase: Phase;
  /** Entries of one group act one after the other, in the order of their labels; groups act at once. */
  readonly group: string;
  readonly label: string;
  readonly act: () => Promise<void> | void;
}

/** What is still to happen, in business time: a binary heap, ordered by moment, phase and label. */
export class Queue {
  private readonly heap: Entry[] = [];

  add(entry: Entry): void {
    let at = this.heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(this.heap[at]!, this.heap[parent]!)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  peek(): Entry | undefined {
    return this.heap[0];
  }

  take(): Entry | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (this.heap.length > 0 && last) {
      this.heap[0] = last;
      this.sink(0);
    }
    return first;
  }

  private sink(start: number): void {
    for (let at = start; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < this.heap.length && before(this.heap[left]!, this.heap[least]!)) least = left;
      if (right < this.heap.length && before(this.heap[right]!, this.heap[least]!)) least = right;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(one: number, other: number): void {
    [this.heap[one], this.heap[other]] = [this.heap[other]!, this.heap[one]!];
  }
}

function before(one: Entry, other: Entry): boolean {
  if (one.at !== other.at) return one.at < other.at;
  const [first, second] = [phases.indexOf(one.phase), phases.indexOf(other.phase)];
  return first === second ? one.label < other.label : first < second;
}
