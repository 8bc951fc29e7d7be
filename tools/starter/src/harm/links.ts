import { freePort, TcpProxy, type LinkFigures, type Weather } from '@cap/local-services';

export const brokerLink = 'Kafka';

/** The links of an instance: from each program to the database, and from all programs to the broker. */
export class Links {
  private readonly proxies = new Map<string, TcpProxy>();

  /** Gives the port on which the link's user finds what listens on `targetPort`. */
  async open(link: string, targetPort: number, port?: number): Promise<number> {
    const proxy = await TcpProxy.open(port ?? (await freePort()), targetPort);
    this.proxies.set(link, proxy);
    return proxy.port;
  }

  get figures(): Record<string, LinkFigures> {
    return Object.fromEntries([...this.proxies].map(([link, { figures }]) => [link, figures]));
  }

  /** Throws an `Error` when there is no such link. */
  set(link: string, weather: Weather): void {
    const proxy = this.proxies.get(link);
    if (!proxy) throw new Error(`There is no link ${link}; there are: ${[...this.proxies.keys()].join(', ')}.`);
    proxy.set(weather);
  }

  async close(): Promise<void> {
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.close()));
  }
}
