import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a database that can fail. */
export interface Line {
  /** The database's address through the line. */
  readonly url: string;
  /** From now on the server's answers are lost, and nobody is told; connections that are made later work. */
  goDeaf(): void;
  /** Breaks every connection; new ones are refused until it is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(databaseUrl: string): Promise<Line> {
  const target = new URL(databaseUrl);
  const pairs = new Set<{ near: Socket; far: Socket }>();
  const join = (near: Socket): void => {
    const far = connect(Number(target.port), target.hostname);
    const pair = { near, far };
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const end of [near, far]) {
      end.on('error', () => undefined);
      end.on('close', () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
  };
  const server = createServer(join);
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = async (): Promise<void> => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    goDeaf() {
      for (const { near, far } of pairs) far.unpipe(near).pause();
    },
    cut,
    mend: () => listen(port),
    close: cut,
  };
}
