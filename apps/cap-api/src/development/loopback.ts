import type { CapRequest } from '../edge/actor';
import { ProblemError } from '../edge/problem';
import { isFromThisMachine } from '../edge/loopback';

/** Lets only this machine in; to others the address does not exist. */
export function ensureLoopback({ ip, headers }: Pick<CapRequest, 'ip' | 'headers'>): void {
  if (isFromThisMachine(ip, headers.host)) return;
  throw new ProblemError('route-unknown');
}
