import type { CapRequest } from '../edge/actor';
import { isFromThisMachine } from '../edge/loopback';
import { ProblemError } from '../edge/problem';

/** Who is let in to the development routes: this machine, also by the addresses that the configuration names. */
export class Nearby {
  /** @param addresses IP addresses by which this machine comes in where programs run in containers. */
  constructor(private readonly addresses: readonly string[]) {}

  /** Lets this machine in; to others the address does not exist: a `ProblemError` with status 404. */
  ensure({ ip, headers }: Pick<CapRequest, 'ip' | 'headers'>): void {
    if (isFromThisMachine(ip, headers.host, this.addresses)) return;
    throw new ProblemError('route-unknown');
  }
}
