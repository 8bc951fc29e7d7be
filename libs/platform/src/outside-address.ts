import { BlockList, isIP } from 'node:net';

/** Addresses that are not of the internet: of this machine, of the network that it stands in, of nobody. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
/** Of IPv6 only what is given out to the internet is left, without the ranges that hold an IPv4 address within. */
const outside6 = new BlockList();
outside6.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is one of the internet. */
export function isOutside(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inside.check(address, 'ipv4');
  return family === 6 && outside6.check(address, 'ipv6') && !inside.check(address, 'ipv6');
}

/** The host of a URL as it is looked up: of an IPv6 address without its brackets. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

/** Why nothing can be sent to a URL outside. */
export type AddressFlaw = 'not-https' | 'inside';

/**
 * What can be seen of a URL to which nothing will ever be sent, without a look-up; null when there is nothing. A name with no
 * dot in it, and those below, stand for nothing on the internet. What another name stands for is known when it is looked up.
 */
export function addressFlaw(url: string): AddressFlaw | null {
  if (new URL(url).protocol !== 'https:') return 'not-https';
  const host = hostOf(url).replace(/\.$/, '');
  if (isIP(host) !== 0) return isOutside(host) ? null : 'inside';
  return !host.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(host) ? 'inside' : null;
}
