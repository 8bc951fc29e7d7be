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
  /** Sent again: there was no answer, or one that says that it cannot be done now. */
  retries: number;
  /** Answered otherwise. */
  answers: number;
}

const pauseMs = 250;
const timeoutMs = 30_000;

/** No address answered for as long as the client was ready to wait. */
export class NotReachable extends Error {
  constructor(request: string, cause: unknown) {
    super(`${request}: no answer, however often it was sent. Is the instance still running?`, { cause });
    this.name = 'NotReachable';
  }
}

/**
 * Sends requests to one or more API processes of one instance, each in turn, over connections that stay open. A lost
 * connection, a 502 to 504 or a 429 is tried again at the next address.
 */
export class HttpClient {
  readonly figures: HttpFigures = { requests: 0, retries: 0, answers: 0 };
  private turn = 0;

  /** @param patienceMs of real time, in which a request is sent again. */
  constructor(
    readonly addresses: readonly string[],
    private readonly patienceMs = 10_000,
  ) {}

  async send<T>(request: HttpRequest): Promise<Outcome<T>> {
    for (const end = Date.now() + this.patienceMs; ; this.figures.retries++) {
      const { outcome, trouble } = await this.sendOnce<T>(request);
      if (outcome) return outcome;
      if (Date.now() >= end) throw new NotReachable(`${request.method} ${request.path}`, trouble);
      await delay(pauseMs);
    }
  }

  private async sendOnce<T>(request: HttpRequest): Promise<{ outcome?: Outcome<T>; trouble?: unknown }> {
    try {
      const response = await this.fetchOnce(request);
      if ([429, 502, 503, 504].includes(response.status))
        return { trouble: new Error(`Status ${response.status}: ${await response.text()}`) };
      const outcome = await read<T>(response);
      this.figures.answers++;
      return { outcome };
    } catch (trouble) {
      return { trouble };
    }
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
