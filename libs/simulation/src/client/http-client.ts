import { setTimeout as delay } from 'node:timers/promises';
import { refusedBy, type Outcome } from './outcome';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** From the base address on, such as `/v1/clock`. */
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  /** `Idempotency-Key`: a retry sends the same one, so that the command is carried out once. */
  readonly key?: string;
}

/** What the client met besides answers. */
export interface HttpFigures {
  requests: number;
  retries: number;
}

const attempts = 40;
const pauseMs = 250;
const timeoutMs = 30_000;

/** No address answered for as long as the client was ready to wait. */
export class NotReachable extends Error {
  constructor(request: string, cause: unknown) {
    super(`${request}: no answer after ${attempts} attempts. Is the instance still running?`, { cause });
    this.name = 'NotReachable';
  }
}

/**
 * Sends requests to one or more API processes of one instance, each in turn, over connections that stay open. A lost
 * connection, a 502 to 504 or a 429 is tried again at the next address.
 */
export class HttpClient {
  readonly figures: HttpFigures = { requests: 0, retries: 0 };
  private turn = 0;

  constructor(readonly addresses: readonly string[]) {}

  async send<T>(request: HttpRequest): Promise<Outcome<T>> {
    let lastError: unknown;
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) {
        this.figures.retries++;
        await delay(pauseMs);
      }
      try {
        const response = await this.fetchOnce(request);
        if (![429, 502, 503, 504].includes(response.status)) return await read<T>(response);
        lastError = new Error(`Status ${response.status}: ${await response.text()}`);
      } catch (error) {
        lastError = error;
      }
    }
    throw new NotReachable(`${request.method} ${request.path}`, lastError);
  }

  private fetchOnce({ method, path, token, body, key }: HttpRequest): Promise<Response> {
    this.figures.requests++;
    const address = this.addresses[this.turn++ % this.addresses.length]!;
    return fetch(address + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  }
}

async function read<T>(response: Response): Promise<Outcome<T>> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) return refusedBy(response.status, body as object | undefined);
  return { ok: true, status: response.status, data: body as T, written: response.headers.get('cap-written') };
}
