import { randomUUID } from 'node:crypto';
import createClient, { type Client } from 'openapi-fetch';
import { send } from '../support/http';
import type { paths } from './paths.generated';

/** The API by the types of its document: a path, a field or an answer that the document does not have does not compile. */
export type CapClient = Client<paths>;

/** A client of one API process, for whoever the token says. */
export function capClient(api: string, token: string): CapClient {
  return createClient<paths>({
    baseUrl: `${api}/v1`,
    headers: { authorization: `Bearer ${token}` },
    fetch: overOurConnections,
  });
}

/** For a command: its own id, made here. On one thing: which. */
export const command = () => ({ header: { 'Idempotency-Key': randomUUID() } });
export const commandOn = (id: string) => ({ ...command(), path: { id } });
export const one = (id: string) => ({ path: { id } });

/** What was answered. Throws an `Error` with the problem when that is what came. */
export async function answerOf<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked;
  if (data !== undefined) return data;
  throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
}

/** As every request of our tests goes, with the check on its answer. */
async function overOurConnections(asked: Request): Promise<Response> {
  const text = await asked.text();
  const { status, headers, body } = await send<unknown>({
    method: asked.method as 'GET' | 'POST',
    url: asked.url,
    headers: Object.fromEntries(asked.headers),
    ...(text === '' ? {} : { body: text }),
  });
  const told = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(JSON.stringify(body), { status, headers: told });
}
