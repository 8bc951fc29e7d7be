import type { ProviderId } from '@cap/contracts';
import { replyTopic, reportTopic } from '@cap/events';
import { ensureTopics, type Admin, type BatchConsumer } from '@cap/kafka';
import type { DataSource } from 'typeorm';

/**
 * Makes the topics of providers that are registered and not listened to yet, and listens to them. Gives how many there
 * were. What fails is tried at the next scan.
 */
export class TopicScan {
  constructor(
    private readonly dataSource: Pick<DataSource, 'query'>,
    private readonly admin: Admin,
    private readonly consumer: Pick<BatchConsumer, 'follow' | 'followed'>,
  ) {}

  async scan(): Promise<number> {
    const registered = await this.dataSource.query<{ providerId: ProviderId }[]>(
      'select provider_id as "providerId" from provider order by provider_id',
    );
    const followed = new Set(this.consumer.followed);
    const added = registered.map((row) => row.providerId).filter((provider) => !followed.has(reportTopic(provider)));
    if (added.length === 0) return 0;
    // Replies first: whoever is heard must be answerable.
    await ensureTopics(
      this.admin,
      added.flatMap((id) => [replyTopic(id), reportTopic(id)]),
    );
    await this.consumer.follow(added.map(reportTopic));
    return added.length;
  }
}
