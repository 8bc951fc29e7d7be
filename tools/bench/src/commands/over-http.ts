import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { intoMatching, submission, type Giver } from './way-of-a-referral';

/** Connections stay open, and as many as are used at a time. */
export class Http {
  private readonly agent: Agent;

  constructor(connections: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Posts JSON and gives the JSON of the answer. Throws an `Error` where it is not a success. */
  post<Body>(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Body> {
    const text = JSON.stringify(body);
    const type = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
    return new Promise((resolve, reject) => {
      const asked = request(url, { method: 'POST', agent: this.agent, headers: { ...type, ...headers } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const received = Buffer.concat(parts).toString();
          if (answer.statusCode! < 300) resolve(JSON.parse(received) as Body);
          else reject(new Error(`POST ${url} answered ${answer.statusCode}: ${received}`));
        });
      });
      asked.on('error', reject);
      asked.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

export interface Tokens {
  readonly referrer: string;
  readonly desk: string;
  /** By provider. */
  readonly planners: ReadonlyMap<string, string>;
}

/** The same commands at an API process. */
export function giverAt(api: string, http: Http, tokens: Tokens): Giver {
  const plannedFrom = new Date().toISOString().slice(0, 10);
  const post = <Body>(path: string, body: unknown, token: string): Promise<Body> =>
    http.post<Body>(`${api}/v1/${path}`, body, {
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
    });
  return {
    submit: () => post('referrals', submission, tokens.referrer),
    admitToMatching: (id) => post(`referrals/${id}/triage-decisions`, intoMatching, tokens.desk),
    propose: (id, { unitId }) => post(`referrals/${id}/proposals`, { unitId }, tokens.desk),
    accept: (id, { providerId }) =>
      post(`proposals/${id}/acceptances`, { plannedFrom }, tokens.planners.get(providerId)!),
  };
}

/** The same requests at a server that does nothing with them. */
export function giverOfNothing(address: string, http: Http, tokens: Tokens): Giver {
  const nothing = giverAt(address, http, tokens);
  return { ...nothing, propose: async (id, place) => ({ ...(await nothing.propose(id, place)), proposalId: id }) };
}
