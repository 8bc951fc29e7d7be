const loopback = /^(127\.[\d.]+|::1)$/;
const ownName = /^(localhost|127\.[\d.]+|\[::1\])$/;

/**
 * Whether a request comes from a browser on this machine that also means this machine: a foreign site whose name points
 * at 127.0.0.1 sends its own name as host.
 * @param others addresses by which this machine comes in besides, such as the gateway of a network of containers.
 */
export function isFromThisMachine(
  remoteAddress: string | undefined,
  host: string | undefined,
  others: readonly string[] = [],
): boolean {
  const address = (remoteAddress ?? '').replace(/^::ffff:/, '');
  return (loopback.test(address) || others.includes(address)) && ownName.test((host ?? '').replace(/:\d+$/, ''));
}
