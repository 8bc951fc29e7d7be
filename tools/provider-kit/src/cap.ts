import type { CapacityView, Page, ProviderView, UnitListItem } from '@cap/contracts';

/** The CAP does not answer as it should. The message is for the person at the terminal. */
export class NoAnswer extends Error {}

/** The CAP over HTTP, as a planner of one provider sees it. */
export class Cap {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Takes a token that is given; else a development instance makes one. Throws `NoAnswer`. */
  static async asPlanner(url: string, provider: string, token: string | null): Promise<Cap> {
    const made = token ?? (await developmentToken(url, { role: 'planner', organisationId: provider }));
    return new Cap(url, made);
  }

  /** Who there are, on a development instance. Throws `NoAnswer`. */
  static async providers(url: string): Promise<ProviderView[]> {
    return new Cap(url, await developmentToken(url, { role: 'desk' })).all<ProviderView>('/v1/providers');
  }

  /** The provider's units. The list may not have heard of the last reports yet: of a unit that it calls stale the unit itself is asked. */
  async units(provider: string): Promise<UnitListItem[]> {
    const listed = await this.all<UnitListItem>(`/v1/units?provider=${provider}`);
    return Promise.all(listed.map(async (unit) => (unit.stale ? { ...unit, stale: await this.isStale(unit) } : unit)));
  }

  private async isStale({ unitId }: UnitListItem): Promise<boolean> {
    const path = `/v1/units/${unitId}/capacity`;
    const { status, body } = await ask<CapacityView>(this.url, path, {}, this.token);
    if (status !== 200) throw new NoAnswer(`${path} antwoordt ${status}: ${JSON.stringify(body)}`);
    return body.stale;
  }

  async post<T>(path: string, body: unknown): Promise<{ readonly status: number; readonly body: T }> {
    return ask<T>(this.url, path, { method: 'POST', body: JSON.stringify(body) }, this.token);
  }

  private async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `${path.includes('?') ? '&' : '?'}cursor=${cursor}`;
      const { status, body } = await ask<Page<T>>(this.url, path + more, {}, this.token);
      if (status !== 200) throw new NoAnswer(`${path} antwoordt ${status}: ${JSON.stringify(body)}`);
      items.push(...body.items);
      cursor = body.next;
    }
    return items;
  }
}

async function developmentToken(url: string, actor: { role: string; organisationId?: string }): Promise<string> {
  const body = JSON.stringify({ actorId: 'provider-kit', ...actor });
  const answer = await ask<{ token?: string }>(url, '/v1/development/tokens', { method: 'POST', body });
  if (answer.body.token) return answer.body.token;
  throw new NoAnswer(
    'Dit aanmeldpunt maakt geen tokens. Zet CAP_TOKEN met het token van een planner van de aanbieder.',
  );
}

async function ask<T>(url: string, path: string, init: RequestInit, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(url + path, { ...init, headers, signal: AbortSignal.timeout(30_000) }).catch(
    (cause: unknown) => {
      throw new NoAnswer(`Op ${url} antwoordt geen aanmeldpunt. Start er een met npm start, of geef --url.`, { cause });
    },
  );
  return { status: answer.status, body: (await answer.json()) as T };
}
