/**
 * Whether a request comes from a browser on this machine that also means this machine: a foreign site whose name points
 * at 127.0.0.1 sends its own name as host.
 */
export function isFromThisMachine(remoteAddress: string | undefined, host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '');
  return (
    /^(127\.[\d.]+|::1|::ffff:127\.[\d.]+)$/.test(remoteAddress ?? '') && /^(localhost|127\.[\d.]+|\[::1\])$/.test(name)
  );
}
