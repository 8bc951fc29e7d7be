import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { IssueToken, Problem } from '@cap/contracts';
import { capClient, type CapClient } from '../api/client';
import { send, type Answer } from './http';

type Role = IssueToken['role'];
/** How often a command is given to a CAP that is too busy. */
const mostTimes = 10;

export interface HowGiven {
  /** `Idempotency-Key`; a new one unless told. */
  readonly key?: string;
  /** `If-Match`, as the `ETag` stood. */
  readonly ifMatch?: string | undefined;
  /** Of the trace in which it is given. */
  readonly traceparent?: string;
}

/** Somebody with one role, at one API process. */
export class Actor {
  /** The API by the types of its document. */
  readonly client: CapClient;

  constructor(
    readonly api: string,
    readonly token: string,
  ) {
    this.client = capClient(api, token);
  }

  /** Signs in at a development instance. A referrer and a planner name whom they work for. */
  static async signIn(api: string, role: Role, organisationId?: string, actorId = `${role}-1`): Promise<Actor> {
    const body = { actorId, role, organisationId } satisfies IssueToken;
    const answer = await send<{ token: string }>({ method: 'POST', url: `${api}/v1/development/tokens`, body });
    return new Actor(api, bodyOf(answer, 'sign in').token);
  }

  /** The same person at another API process. */
  at(api: string): Actor {
    return new Actor(api, this.token);
  }

  /** Asks, whatever the answer is. */
  get<Body = Problem>(path: string): Promise<Answer<Body>> {
    return send<Body>({ method: 'GET', url: this.api + path, headers: this.signed });
  }

  /** Gives a command, whatever the answer is: a refusal, unless another body is named. */
  post<Body = Problem>(path: string, body: unknown, { key = randomUUID(), ifMatch, traceparent }: HowGiven = {}) {
    const more = {
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...(traceparent !== undefined && { traceparent }),
    };
    const headers = { ...this.signed, 'idempotency-key': key, ...more };
    return send<Body>({ method: 'POST', url: this.api + path, headers, body });
  }

  /** Asks for what must be there. Throws an `Error` with the problem when it is not. */
  async read<Body>(path: string): Promise<Body> {
    return bodyOf(await this.get<Body>(path), `GET ${path}`);
  }

  /**
   * Gives a command that must be carried out; where it is too busy, once more under the same key, after as long as is asked.
   * Throws an `Error` with the problem when it is refused.
   */
  async give<Body>(path: string, body: unknown, how: HowGiven = {}): Promise<Body> {
    const once = { ...how, key: how.key ?? randomUUID() };
    for (let times = 1; ; times++) {
      const answer = await this.post<Body>(path, body, once);
      if (answer.status !== 503 || times === mostTimes) return bodyOf(answer, `POST ${path}`);
      await pause(Number(answer.headers['retry-after'] ?? 1) * 1000);
    }
  }

  private get signed(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }
}

/** The body of an answer that had to be one. */
function bodyOf<Body>({ status, body }: Answer<Body>, request: string): Body {
  if (status >= 200 && status < 300) return body;
  throw new Error(`${request} answered ${status}: ${JSON.stringify(body)}`);
}
