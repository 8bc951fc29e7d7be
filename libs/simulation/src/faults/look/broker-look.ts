import {
  createAdmin,
  createKafka,
  createProducer,
  deadLetterTopic,
  publicTopics,
  type Admin,
  type Message,
} from '@cap/kafka';

export const workersGroup = 'cap-availability-worker';

export interface GroupState {
  readonly state: string;
  readonly members: readonly string[];
}

/** What can be seen at the broker: only to tell whether a fault had its effect. */
export class BrokerLook {
  private constructor(
    private readonly brokers: readonly string[],
    private readonly admin: Admin,
  ) {}

  static async connect(brokers: readonly string[]): Promise<BrokerLook> {
    const admin = createAdmin(createKafka({ brokers, clientId: 'cap-fault-plan' }));
    await admin.connect();
    return new BrokerLook(brokers, admin);
  }

  /** The consumer group of the availability workers. */
  async group(): Promise<GroupState> {
    const { groups } = await this.admin.describeGroups([workersGroup]);
    const { state, members } = groups[0]!;
    return { state, members: members.map(({ memberId }) => memberId) };
  }

  /** By topic, the offset that the availability workers have committed. */
  async committed(): Promise<ReadonlyMap<string, bigint>> {
    const offsets = await this.admin.fetchOffsets({ groupId: workersGroup });
    return new Map(offsets.map(({ topic, partitions }) => [topic, BigInt(partitions[0]?.offset ?? -1)]));
  }

  /** How many messages stand in the topics that leave the house. */
  async messagesOutside(): Promise<bigint> {
    const ends = await Promise.all(publicTopics.map((topic) => this.admin.fetchTopicOffsets(topic)));
    return ends.flat().reduce((sum, { high }) => sum + BigInt(high), 0n);
  }

  async deadLetters(): Promise<number> {
    const ends = await this.admin.fetchTopicOffsets(deadLetterTopic);
    return ends.reduce((sum, { high }) => sum + Number(high), 0);
  }

  async answers(): Promise<boolean> {
    await this.admin.describeCluster();
    return true;
  }

  async send(topic: string, messages: Message[]): Promise<void> {
    const producer = createProducer(createKafka({ brokers: this.brokers, clientId: 'cap-fault-plan' }));
    await producer.connect();
    try {
      await producer.send({ topic, messages });
    } finally {
      await producer.disconnect();
    }
  }

  close(): Promise<void> {
    return this.admin.disconnect();
  }
}
