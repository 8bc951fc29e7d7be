import type { Socket } from 'socket.io';

/** Above this a connection gets nothing more of a room until it has read what it has. */
export const mostWaitingBytes = 256 * 1024;

/**
 * What was given to one connection and is still in this process: a client that does not read leaves it here. What the
 * kernel keeps for it is bounded by the kernel.
 */
export class Outbox {
  private queued = 0;
  private underWay = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly connection: Socket['conn']) {
    connection.on('packetCreate', ({ data }) => (this.queued += sizeOf(data)));
    connection.on('flush', () => {
      this.underWay += this.queued;
      this.queued = 0;
    });
    // The transport says so when the kernel has taken all that it was given.
    connection.transport.on('drain', () => {
      this.underWay = 0;
      if (this.queued === 0) this.release();
    });
    connection.once('close', () => this.release());
  }

  get bytes(): number {
    return this.queued + this.underWay;
  }

  get isFull(): boolean {
    return this.bytes > mostWaitingBytes;
  }

  /** Resolves when everything has been taken, or the connection is closed. */
  async drained(): Promise<void> {
    if (this.bytes === 0 || this.connection.readyState === 'closed') return;
    await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  private release(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

const sizeOf = (data: unknown): number =>
  typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.byteLength : 0;
