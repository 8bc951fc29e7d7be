export interface BrokerPorts {
  readonly client: number;
  readonly controller: number;
  /** A second listener, whose clients are told another port: that of a proxy before it. */
  readonly behindProxy?: { readonly listens: number; readonly told: number };
}

/** One broker that is its own controller, small and quick, on 127.0.0.1 only. Topics are made by those who own them. */
export const serverProperties = (data: string, ports: BrokerPorts): string => {
  const { client, controller, behindProxy } = ports;
  const proxied = (port: number | undefined) => (port === undefined ? '' : `,PROXIED://127.0.0.1:${port}`);
  const one = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 1]));
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `CLIENT://127.0.0.1:${client},CONTROLLER://127.0.0.1:${controller}${proxied(behindProxy?.listens)}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${client}${proxied(behindProxy?.told)}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    ...one('default.replication.factor', 'min.insync.replicas'),
    ...one('offsets.topic.replication.factor', 'offsets.topic.num.partitions'),
    ...one('transaction.state.log.replication.factor', 'transaction.state.log.min.isr'),
    ...one('transaction.state.log.num.partitions', 'share.coordinator.state.topic.num.partitions'),
    ...one('share.coordinator.state.topic.replication.factor', 'share.coordinator.state.topic.min.isr'),
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    // After a kill -9 the restart waits until the old registration expires: 3 s with these, 11 s without.
    'broker.session.timeout.ms': 2_000,
    'broker.heartbeat.interval.ms': 400,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
    'log.cleaner.dedupe.buffer.size': 2_097_152,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
};
