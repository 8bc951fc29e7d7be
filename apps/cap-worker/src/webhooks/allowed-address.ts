import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isOutside } from '@cap/platform';

/** An address that a subscriber's name stands for is not one of the internet. Nothing was sent. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
}

/**
 * Looks a name up and gives its addresses, unless one of them is inside. The connection is made to what was looked at here, so
 * that a name which stands for something else a moment later gains nothing.
 */
export const lookupOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    if (found.length === 0 || !found.every(({ address }) => isOutside(address)))
      return callback(new AddressNotAllowed(), '', 0);
    if (options.all) return callback(null, found);
    callback(null, found[0]!.address, found[0]!.family);
  });
};
