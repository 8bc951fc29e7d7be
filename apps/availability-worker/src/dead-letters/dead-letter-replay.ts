import { listDeadLetters, settleReplay, type DeadLetter } from '@cap/event-store';
import { asItCame, deadLetterTopic, recordsAt, type Kafka, type KafkaMessage } from '@cap/kafka';
import type { DataSource } from 'typeorm';
import type { ReportIntake } from '../report-intake';
import { providerOf } from './dead-letter-register';

/** Read from the broker in one go. */
const atOnce = 50;

/**
 * Gives the dead letters that an operator asked for another chance, by the same way as any report: answered to its
 * provider, and known by its id when it was applied before. It goes not over the provider's topic, where none but the
 * provider writes, so what comes of it is known at once: a letter that fails again stays open.
 */
export class DeadLetterReplay {
  constructor(
    private readonly dataSource: DataSource,
    private readonly kafka: Kafka,
    private readonly intake: Pick<ReportIntake, 'take'>,
  ) {}

  /** Replays some of the letters that were asked for, and gives how many. Rejects when database or broker is away. */
  async pass(): Promise<number> {
    const letters = await listDeadLetters(this.dataSource, { which: 'asked', limit: atOnce });
    if (letters.length === 0) return 0;
    const kept = await recordsAt(
      this.kafka,
      deadLetterTopic,
      letters.map(({ keptOffset }) => keptOffset),
    );
    for (const letter of letters) await this.replay(letter, await this.original(letter, kept.get(letter.keptOffset)));
    return letters.length;
  }

  /** Of a message that was too large to be kept only the origin has what it held. */
  private async original(letter: DeadLetter, kept: KafkaMessage | undefined): Promise<KafkaMessage | undefined> {
    if (kept?.value) return asItCame(kept);
    return (await recordsAt(this.kafka, letter.topic, [letter.offset])).get(letter.offset);
  }

  private async replay(letter: DeadLetter, message: KafkaMessage | undefined): Promise<void> {
    if (message === undefined) return settleReplay(this.dataSource, letter, 'no-longer-kept');
    const { topic, partition, offset } = letter;
    if (providerOf(topic) === null) return settleReplay(this.dataSource, letter, 'failed-again');
    const [again] = await this.intake.take({ topic, partition, messages: [{ ...message, offset }] });
    await settleReplay(this.dataSource, letter, again ? 'failed-again' : 'applied', again);
  }
}
