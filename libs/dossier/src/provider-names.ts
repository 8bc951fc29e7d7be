import type { Id, ProviderId } from '@cap/contracts';
import { hmac, type SubKey } from '@cap/platform';

/**
 * The id under which one provider knows something about a young person: always the same at that provider, another at each
 * other provider. Without the key nobody can tell that two of them are one, nor what they stand for. A UUID of version 8.
 */
export function idAtProvider<T extends Id<string>>(key: SubKey, providerId: ProviderId, of: Id<string>): T {
  const bytes = hmac(key, `${providerId.toLowerCase()}/${of.toLowerCase()}`).subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as T;
}
