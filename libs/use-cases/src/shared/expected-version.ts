import type { Given } from './command';
import { WrongVersion } from './errors';

/** Throws `WrongVersion` when a command was decided on another version (`If-Match`) than the stream has. */
export function ensureVersion({ expectedVersion }: Pick<Given, 'expectedVersion'>, version: number): void {
  if (expectedVersion !== undefined && expectedVersion !== version) throw new WrongVersion(expectedVersion, version);
}
