import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { ensureDescribed } from './described';

/** What came back over HTTP. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The whole address. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is; anything else as JSON. */
  readonly body?: unknown;
}

/** Connections stay open, as those of a browser do: what is measured and raced is the CAP, not the handshake. */
const agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 256 });

/** Sends one request, once. Rejects when the connection fails, and when the answer is not one of the OpenAPI document. */
export function send<Body>({ method, url, headers, body }: Asked): Promise<Answer<Body>> {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const type = text === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { ...type, ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const received = parsed(Buffer.concat(parts).toString());
        const answer = { status: response.statusCode!, headers: response.headers, body: received as Body };
        try {
          ensureDescribed(method, url, answer);
          resolve(answer);
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
