import { Follower } from '@cap/event-store';
import { deadLetterTopic } from '@cap/events';
import { BatchConsumer, type Kafka } from '@cap/kafka';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';
import type { ReportIntake } from '../report-intake';
import { DeadLetterRegister } from './dead-letter-register';
import { DeadLetterReplay } from './dead-letter-replay';

const pollMs = 500;

/** Keeps the table of dead letters, and replays those that an operator asks for. */
export class DeadLetters {
  private readonly consumer: BatchConsumer;
  private readonly replays: Follower;
  private looking = false;

  constructor(dataSource: DataSource, kafka: Kafka, intake: ReportIntake, groupId: string, log: JsonLogger) {
    const register = new DeadLetterRegister(dataSource);
    this.consumer = new BatchConsumer(kafka, { groupId }, (batch) => register.handle(batch), log);
    const replay = new DeadLetterReplay(dataSource, kafka, intake);
    this.replays = new Follower(
      async () => {
        const count = await replay.pass();
        if (count > 0) log.log('Dead letters were replayed.', { count });
        return count > 0 ? 'moved' : 'level';
      },
      { pollMs, onError: (error) => log.warn('The dead letters wait; they are replayed when it goes.', { error }) },
    );
  }

  /** Listens to the topic, which must be there, and looks for what is asked. It may be called again when it failed. */
  async start(): Promise<void> {
    if (!this.looking) this.replays.start();
    this.looking = true;
    await this.consumer.follow([deadLetterTopic]);
  }

  async stop(): Promise<void> {
    await Promise.all([this.consumer.stop(), this.replays.stop()]);
  }
}
