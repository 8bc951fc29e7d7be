import type { Socket } from 'node:net';

/** How one way of a link behaves. */
export interface Way {
  /** Real milliseconds that each piece is late. */
  readonly delayMs: number;
  /** Nothing comes through; what was sent comes when the way is open again, as TCP would send it again. */
  readonly cut: boolean;
}

interface Piece {
  /** null: the sender said that this was all. */
  readonly bytes: Buffer | null;
  readonly due: number;
}

/** Carries what one socket receives to another, in its order, as the way allows. */
export class Direction {
  private readonly pieces: Piece[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    from: Socket,
    private readonly to: Socket,
    private readonly way: () => Way,
    private readonly hinder: () => void,
  ) {
    from.on('data', (bytes) => this.take(bytes));
    from.on('end', () => this.take(null));
  }

  /** To be called when the way has changed. */
  look(): void {
    clearTimeout(this.timer);
    if (this.way().cut) return;
    const now = performance.now();
    while (this.pieces.length > 0 && this.pieces[0]!.due <= now) this.carry(this.pieces.shift()!);
    const next = this.pieces[0];
    if (next) this.timer = setTimeout(() => this.look(), Math.ceil(next.due - now));
  }

  close(): void {
    clearTimeout(this.timer);
    this.pieces.length = 0;
  }

  private take(bytes: Buffer | null): void {
    const { delayMs, cut } = this.way();
    if (cut || delayMs > 0) this.hinder();
    const last = this.pieces.at(-1);
    this.pieces.push({ bytes, due: Math.max(last?.due ?? 0, performance.now() + delayMs) });
    this.look();
  }

  private carry({ bytes }: Piece): void {
    if (bytes === null) this.to.end();
    else if (this.to.writable) this.to.write(bytes);
  }
}
