import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Http } from '../commands/over-http';
import { placesOfUnit, type Provider } from '../stand/region';

export interface Load {
  /** Real milliseconds between two requests. */
  readonly everyMs: number;
  readonly seconds: number;
}

let turn = 0;

/** What was sent. */
export interface Sent {
  /** Requests that were not answered with a success. */
  readonly refused: number;
  /** Requests of each provider, as often as it sent one. */
  readonly by: readonly Provider[];
}

/**
 * Reports of all units of one provider in a request, provider after provider, at a steady rate: the next request does not wait
 * for the answer to the last. A report is of the moment at which it was to be sent, so that a load that lags is counted. Whom it
 * counts is of another region: otherwise every one of them would be somebody in a place that the CAP does not know of, and each
 * report would begin or end a finding (CAP-3), which no region does five hundred times a second.
 */
export async function sendReports(
  { everyMs, seconds }: Load,
  providers: readonly Provider[],
  http: Http,
  to: (provider: Provider) => { readonly url: string; readonly headers: Readonly<Record<string, string>> },
): Promise<Sent> {
  const begin = Date.now();
  const sent: Promise<number>[] = [];
  const by: Provider[] = [];
  for (let nth = 0; nth * everyMs < seconds * 1000; nth++) {
    const moment = begin + nth * everyMs;
    if (moment > Date.now()) await pause(moment - Date.now());
    const provider = providers[turn++ % providers.length]!;
    by.push(provider);
    const observedAt = new Date(moment).toISOString();
    const occupied = Math.floor(turn / providers.length) % placesOfUnit;
    const { url, headers } = to(provider);
    const reports = provider.unitIds.map((unitId) => ({
      id: randomUUID(),
      unitId,
      observedAt,
      inOperation: placesOfUnit,
      occupied,
      occupiedOtherRegions: occupied,
    }));
    sent.push(
      http.post(url, { reports }, headers).then(
        () => 0,
        () => 1,
      ),
    );
  }
  const refused = (await Promise.all(sent)).reduce((sum, one) => sum + one, 0);
  return { refused, by };
}
