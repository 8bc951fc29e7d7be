/** How many messages of each partition are yet to be handled by one member of a group. */
export class BehindByTopic {
  private readonly topics = new Map<string, Map<number, number>>();

  /** The group gave these partitions; of one that is new nothing is known to wait until its first messages come. */
  begin(assigned: Readonly<Record<string, readonly number[]>>): void {
    const before = new Map(this.topics);
    this.topics.clear();
    for (const [topic, partitions] of Object.entries(assigned))
      this.topics.set(
        topic,
        new Map(partitions.map((partition) => [partition, before.get(topic)?.get(partition) ?? 0])),
      );
  }

  /** One that was taken away meanwhile stays away. */
  set(topic: string, partition: number, behind: bigint): void {
    const partitions = this.topics.get(topic);
    if (partitions?.has(partition)) partitions.set(partition, Number(behind));
  }

  forget(): void {
    this.topics.clear();
  }

  get byTopic(): ReadonlyMap<string, number> {
    const sum = (partitions: Map<number, number>) => [...partitions.values()].reduce((all, one) => all + one, 0);
    return new Map([...this.topics].map(([topic, partitions]) => [topic, sum(partitions)]));
  }
}
