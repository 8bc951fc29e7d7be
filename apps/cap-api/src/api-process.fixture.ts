import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentKeys, TokenIssuer } from '@cap/access';
import type { Problem } from '@cap/contracts';

const program = join(__dirname, '../dist/main.js');

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Problem;
  /** Milliseconds of real time. */
  readonly tookMs: number;
}

/** A real process of the front door, with somebody who may register referrers. */
export class ApiProcess {
  readonly said: string[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** Of an administrator. */
    readonly token: string,
    /** Of somebody who reports places for a provider. */
    readonly plannerToken: string,
    private readonly folder: string,
  ) {
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => this.said.push(String(text)));
  }

  /** Starts the compiled program. Throws an `Error` with its words when it ends instead. */
  static async start(databaseUrl: string, environment: Readonly<Record<string, string>> = {}): Promise<ApiProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'cap-api-'));
    writeFileSync(join(folder, 'master.key'), randomBytes(32).toString('base64'), { mode: 0o600 });
    const keys = await createDevelopmentKeys(folder);
    const issuer = await TokenIssuer.fromFile(keys.privateKeyFile, 'cap-development');
    const token = await issuer.issue({ actorId: 'administrator-1', role: 'administrator', organisationId: null }, 3600);
    const planner = { actorId: 'planner-1', role: 'planner', organisationId: randomUUID() } as const;
    const plannerToken = await issuer.issue(planner, 3600);
    const port = await freePort();
    const child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: databaseUrl,
        CAP_API_PORT: String(port),
        CAP_MASTER_KEY_FILE: join(folder, 'master.key'),
        CAP_TOKEN_JWKS_FILE: keys.jwksFile,
        CAP_TOKEN_ISSUER: 'cap-development',
        ...environment,
      },
    });
    const api = new ApiProcess(child, port, token, plannerToken, folder);
    await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (child.exitCode !== null) throw new Error(api.said.join(''));
    return api;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Registers a referrer of its own, once: a command that is one transaction. The id is the referrer's and the command's. */
  register(referrerId: string = randomUUID()): Promise<Answer> {
    const body = JSON.stringify({ referrerId, name: 'Verzonnen verwijzer', referrerType: 'general-practitioner' });
    return this.post('/v1/referrers', body, { key: referrerId });
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path, { authorization: `Bearer ${this.token}` });
  }

  post(
    path: string,
    body: string,
    { key = randomUUID() as string, token = this.token, language = 'nl' } = {},
  ): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key, 'accept-language': language };
    return this.send('POST', path, { ...headers, authorization: `Bearer ${token}` }, body);
  }

  /** Sends one request, once, over a connection that stays open. Rejects when the connection fails. */
  private send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const start = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(this.address + path, { method, agent: this.agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: JSON.parse(Buffer.concat(parts).toString() || 'null') as Problem,
            tookMs: performance.now() - start,
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** A connection to its door, with what it has received so far as text. */
  async dial(): Promise<{ socket: Socket; received: () => string; closed: Promise<unknown> }> {
    const socket = connect(this.port, '127.0.0.1');
    await once(socket, 'connect');
    let text = '';
    socket.on('data', (part) => (text += String(part)));
    socket.on('error', () => undefined);
    return { socket, received: () => text, closed: once(socket, 'close') };
  }

  /** Asks it to end. Gives its exit code; null when a signal ended it. */
  async terminate(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await ended;
    }
    return this.child.exitCode;
  }

  async close(): Promise<void> {
    await this.terminate();
    this.agent.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
