import { asInstant, type ProviderId } from '@cap/contracts';
import { keepLetters, type KeptLetter } from '@cap/event-store';
import { deadLetterTopic, providerOfReportTopic } from '@cap/events';
import { originOf, type Batch, type KafkaMessage } from '@cap/kafka';
import type { DataSource } from 'typeorm';

/** Writes down which messages stand among the dead letters, without what they hold; it may be anything. */
export class DeadLetterRegister {
  constructor(private readonly dataSource: DataSource) {}

  /** When it resolves the letters of the batch are in the table; the same batch again changes nothing. */
  handle(batch: Batch): Promise<void> {
    return keepLetters(
      this.dataSource,
      batch.messages.map((message) => kept(batch.partition, message)),
    );
  }
}

/** A letter that does not say where it came from was written by no program of ours: it is its own origin. */
function kept(partition: number, letter: KafkaMessage): KeptLetter {
  const own = { topic: deadLetterTopic, partition, offset: letter.offset, reason: 'unknown-origin', detail: '' };
  const origin = originOf(letter) ?? own;
  return {
    ...origin,
    providerId: providerOf(origin.topic),
    keptOffset: letter.offset,
    keptAt: asInstant(new Date(Number(letter.timestamp)).toISOString()),
  };
}

/** Null for a topic that is no provider's. */
export function providerOf(topic: string): ProviderId | null {
  try {
    return providerOfReportTopic(topic);
  } catch {
    return null;
  }
}
