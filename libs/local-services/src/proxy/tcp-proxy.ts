import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Direction, type Way } from './direction';

/** How a link behaves, each way. What is left out is as it should be. */
export interface Weather {
  readonly delayMs?: number;
  readonly cut?: 'to-server' | 'to-client' | 'both';
}

export interface LinkFigures {
  /** Connections that are open now. */
  readonly open: number;
  /** Pieces of traffic that a delay or a cut has held up, since the beginning. */
  readonly hindered: number;
}

interface Pair {
  readonly sockets: readonly [Socket, Socket];
  readonly directions: readonly [Direction, Direction];
}

/**
 * A link between two programs on this machine, that can be made slow and cut. Without weather it only passes on. It keeps what
 * it cannot pass on in memory: for tests, not for load.
 */
export class TcpProxy {
  private weather: Weather = {};
  private readonly pairs = new Set<Pair>();
  private hindered = 0;

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {}

  /** Listens on 127.0.0.1 for what is meant for another port of it. */
  static async open(port: number, targetPort: number): Promise<TcpProxy> {
    // Half-open: the end of one way is passed on as such.
    const server = createServer({ allowHalfOpen: true });
    const proxy = new TcpProxy(server, targetPort);
    server.on('connection', (client) => proxy.link(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get figures(): LinkFigures {
    return { open: this.pairs.size, hindered: this.hindered };
  }

  /** From now on, also for connections that are there. */
  set(weather: Weather): void {
    this.weather = weather;
    for (const { directions } of this.pairs) for (const direction of directions) direction.look();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const { sockets } of this.pairs) for (const socket of sockets) socket.destroy();
    await closed;
  }

  private link(client: Socket): void {
    const server = connect({ port: this.targetPort, host: '127.0.0.1', allowHalfOpen: true });
    const hinder = (): void => void this.hindered++;
    const directions = [
      new Direction(client, server, () => this.way('to-server'), hinder),
      new Direction(server, client, () => this.way('to-client'), hinder),
    ] as const;
    const pair: Pair = { sockets: [client, server], directions };
    this.pairs.add(pair);
    for (const socket of pair.sockets) {
      socket.setNoDelay(true);
      socket.on('error', () => this.unlink(pair));
    }
    client.on('close', () => this.unlink(pair));
    server.on('close', () => this.unlink(pair));
  }

  /** A socket that broke takes the other with it. */
  private unlink(pair: Pair): void {
    if (!this.pairs.delete(pair)) return;
    for (const direction of pair.directions) direction.close();
    for (const socket of pair.sockets) socket.destroy();
  }

  private way(name: 'to-server' | 'to-client'): Way {
    const { delayMs = 0, cut } = this.weather;
    return { delayMs, cut: cut === 'both' || cut === name };
  }
}
