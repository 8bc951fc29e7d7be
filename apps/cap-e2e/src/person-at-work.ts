import { randomUUID } from 'node:crypto';
import type { IssueToken } from '@cap/contracts';

/** Somebody with a role, who gives commands over HTTP. */
export class PersonAtWork {
  private constructor(
    private readonly api: string,
    private readonly token: string,
  ) {}

  /** Signs in at a development instance. */
  static async signIn(api: string, role: IssueToken['role'], organisationId?: string): Promise<PersonAtWork> {
    const response = await fetch(`${api}/v1/development/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ actorId: `${role}-1`, role, organisationId } satisfies IssueToken),
    });
    return new PersonAtWork(api, ((await answerOf(response)) as { token: string }).token);
  }

  /** Gives a command under a new id. Throws an `Error` with the problem when it is refused. */
  async post<Answer = unknown>(path: string, body: object): Promise<Answer> {
    const response = await fetch(`${this.api}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    return (await answerOf(response)) as Answer;
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
