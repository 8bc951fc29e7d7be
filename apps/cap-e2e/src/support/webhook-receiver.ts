import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One event as a subscriber reads it: a CloudEvent in structured mode. */
export interface Told {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The five minutes of Standard Webhooks. */
const mostSeconds = 300;

export const secretOf = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;

/** Somebody else's server, which takes webhooks as Standard Webhooks asks of a receiver: it refuses what is not well signed. */
export class WebhookReceiver {
  /** What it took, in order, with all that came again. */
  readonly taken: Told[] = [];
  /** What it did not take because it was told not to. */
  readonly refused: Told[] = [];
  /** All that came, as text. */
  text = '';
  /** What it answers to what is well signed. */
  status = 204;

  private constructor(
    private readonly server: Server,
    /** It knows one, whatever the sender signs with. */
    public secret: string,
  ) {}

  static async listen(secret: string): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.writeHead(receiver.hear(request.headers, Buffer.concat(parts).toString())).end();
      });
    });
    const receiver = new WebhookReceiver(server, secret);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/gebeurtenissen`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Gives the status of the answer. */
  private hear(headers: IncomingHttpHeaders, body: string): number {
    this.text += `${JSON.stringify(headers)}\n${body}\n`;
    if (!this.isWellSigned(headers, body)) return 401;
    const told = JSON.parse(body) as Told;
    (this.status < 300 ? this.taken : this.refused).push(told);
    return this.status;
  }

  private isWellSigned(headers: IncomingHttpHeaders, body: string): boolean {
    const [id, seconds, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
      String(headers[`webhook-${name}`]),
    );
    if (Math.abs(Date.now() / 1000 - Number(seconds)) > mostSeconds) return false;
    const key = Buffer.from(this.secret.replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest();
    return signatures!.split(' ').some((signature) => {
      const [version, told = ''] = signature.split(',');
      const given = Buffer.from(told, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    });
  }
}
