import type { ClockView, IssueToken, Page, SettledView } from '@cap/contracts';
import type { Actor } from './actors';
import { HttpClient } from './http-client';
import { dataOf, type Outcome } from './outcome';

/** What a running instance says of itself. */
export interface InstanceView {
  readonly empty: boolean;
  readonly seed: number | null;
}

/** The public interface of an instance, with a token for whoever speaks. */
export class CapApi {
  readonly http: HttpClient;
  private readonly tokens = new Map<string, Promise<string>>();

  /** @param patienceMs of real time, in which a request that is not answered is sent again. */
  constructor(addresses: readonly string[], patienceMs?: number) {
    this.http = new HttpClient(addresses, patienceMs);
  }

  /** Gives a command under its `Idempotency-Key`. */
  async command<T>(actor: Actor, path: string, body: object, key: string): Promise<Outcome<T>> {
    return this.http.send<T>({ method: 'POST', path, token: await this.tokenOf(actor), body, key });
  }

  /** Asks for one thing or one page; it must be there. */
  async get<T>(actor: Actor, path: string): Promise<T> {
    const token = await this.tokenOf(actor);
    return dataOf(`GET ${path}`, await this.http.send<T>({ method: 'GET', path, token }));
  }

  /** Asks for all pages of a list. */
  async list<T>(actor: Actor, path: string): Promise<T[]> {
    const items: T[] = [];
    const separator = path.includes('?') ? '&' : '?';
    let cursor: string | null = '';
    while (cursor !== null) {
      const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<T> = await this.get<Page<T>>(actor, `${path}${separator}limit=200${from}`);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  clock(actor: Actor): Promise<ClockView> {
    return this.get(actor, '/v1/clock');
  }

  instance(actor: Actor): Promise<InstanceView> {
    return this.get(actor, '/v1/development/instance');
  }

  /** Waits up to `waitMs` (real time) until everything that follows the commits has been done. */
  settled(actor: Actor, waitMs = 2000): Promise<SettledView> {
    return this.get(actor, `/v1/development/settled?wait=${waitMs}`);
  }

  tokenOf(actor: Actor): Promise<string> {
    const known = this.tokens.get(actor.actorId);
    if (known) return known;
    return this.freshTokenOf(actor);
  }

  /** A new token, whatever was given before. */
  freshTokenOf(actor: Actor): Promise<string> {
    const asked = this.issue(actor);
    this.tokens.set(actor.actorId, asked);
    return asked;
  }

  private async issue(actor: IssueToken): Promise<string> {
    const path = '/v1/development/tokens';
    return dataOf(`POST ${path}`, await this.http.send<{ token: string }>({ method: 'POST', path, body: actor })).token;
  }
}
