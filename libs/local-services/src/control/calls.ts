import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What can be asked over a socket: a name, one argument of JSON, an answer of JSON. */
export type Calls = Readonly<Record<string, (argument: never) => unknown>>;

interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}
type Reply = { readonly id: number; readonly answer?: unknown; readonly error?: string };

/** The end of the socket tells what its errors would. */
const readLines = (socket: Socket, hear: (line: string) => void): void => {
  socket.on('error', () => undefined);
  createInterface({ input: socket })
    .on('line', hear)
    .on('error', () => undefined);
};

const write = (socket: Socket, message: object): void => void socket.write(`${JSON.stringify(message)}\n`);

/** Answers calls on a Unix socket, one line of JSON each. Only who may open the file can ask. */
export async function serveCalls(path: string, calls: Calls): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    readLines(socket, (line) => void answer(socket, calls, line));
  }).listen(path);
  await once(server, 'listening');
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function answer(socket: Socket, calls: Calls, line: string): Promise<void> {
  const { id, name, argument } = JSON.parse(line) as Call;
  try {
    const call = calls[name];
    if (call === undefined) throw new Error(`There is no call named ${name}.`);
    write(socket, { id, answer: await call(argument as never) } satisfies Reply);
  } catch (error) {
    write(socket, { id, error: error instanceof Error ? error.message : String(error) } satisfies Reply);
  }
}

/** Asks over such a socket. */
export class Caller {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private last = 0;

  private constructor(private readonly socket: Socket) {
    readLines(socket, (line) => this.hear(JSON.parse(line) as Reply));
    socket.on('close', () => this.loseAll());
  }

  static async connect(path: string): Promise<Caller> {
    const socket = connect(path);
    await once(socket, 'connect');
    return new Caller(socket);
  }

  /** Throws an `Error` with what the other side said when it could not do it, or when it is gone. */
  call<Answer>(name: string, argument: unknown = null): Promise<Answer> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ answer, error }) =>
        error === undefined ? resolve(answer as Answer) : reject(new Error(`${name}: ${error}`)),
      );
      if (this.socket.writable) write(this.socket, { id, name, argument } satisfies Call);
      else this.loseAll();
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private hear(reply: Reply): void {
    this.waiting.get(reply.id)?.(reply);
    this.waiting.delete(reply.id);
  }

  private loseAll(): void {
    for (const [id, settle] of this.waiting) settle({ id, error: 'the other side is gone.' });
    this.waiting.clear();
  }
}
