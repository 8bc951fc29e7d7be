import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import type { WebhookFailure } from '@cap/contracts';
import { hostOf, isOutside } from '@cap/platform';
import { AddressNotAllowed, lookupOutside } from './allowed-address';

/** Real milliseconds within which a subscriber must have answered. */
export const answerWithinMs = 10_000;

/** One message for a subscriber, as it goes over the line. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What of it depends on the installation and the moment. */
export interface PostOptions {
  /** In development: http, and addresses inside, too. */
  readonly anywhere: boolean;
  readonly signal: AbortSignal;
}

/** What became of one message. `called-off`: the signal ended it, and it is not known whether it was taken. */
export type Posted = 'taken' | 'called-off' | WebhookFailure;

/**
 * Sends one message. It is taken when the answer is 2xx. A redirect is not followed: it could lead inside, and a subscriber
 * that moves is registered anew. Of the answer only the status is read.
 */
export async function postEvent({ url: address, headers, body }: Post, options: PostOptions): Promise<Posted> {
  const url = new URL(address);
  const host = hostOf(address);
  // A name is looked at when it is looked up; an address never is.
  const inside = isIP(host) !== 0 && !isOutside(host);
  if (!options.anywhere && (url.protocol !== 'https:' || inside)) return 'address-not-allowed';
  const call = new AbortController();
  const callOff = () => call.abort();
  const ask: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    signal: call.signal,
    agent: false,
    ...(!options.anywhere && { lookup: lookupOutside }),
  };
  // By hand: `AbortSignal.any` leaves something of each message on a signal that lives as long as the process.
  options.signal.addEventListener('abort', callOff);
  const tooLate = setTimeout(callOff, answerWithinMs);
  try {
    if (options.signal.aborted) return 'called-off';
    return outcomeOf(await answered(url, ask, body));
  } catch (error) {
    return options.signal.aborted ? 'called-off' : failureOf(error);
  } finally {
    clearTimeout(tooLate);
    options.signal.removeEventListener('abort', callOff);
  }
}

function answered(url: URL, ask: RequestOptions, body: string): Promise<number> {
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asked = request(url, ask, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asked.on('error', reject);
    // Whoever wants another protocol (101) gives no answer and no error.
    asked.on('close', () => reject(new Error('The connection ended without an answer.')));
    asked.end(body);
  });
}

function outcomeOf(status: number): Posted {
  if (status >= 200 && status < 300) return 'taken';
  if (status >= 300 && status < 400) return 'redirected';
  return status === 410 ? 'gone' : 'refused';
}

function failureOf(error: unknown): WebhookFailure {
  if (error instanceof AddressNotAllowed) return 'address-not-allowed';
  const { code = '' } = error as NodeJS.ErrnoException;
  return /CERT|SELF_SIGNED|TLS|VERIFY/.test(code) ? 'certificate-not-accepted' : 'no-answer';
}
