import type { ReportResult } from '@cap/capacity';
import type { Instant, ProviderId } from '@cap/contracts';
import { deadLetterTopic, providerOfReportTopic, replyTopic, type DeadLetterReason } from '@cap/events';
import {
  deadLetter,
  sendInParts,
  Unreadable,
  type Batch,
  type KafkaMessage,
  type Message,
  type Producer,
} from '@cap/kafka';
import { inSpan, type JsonLogger } from '@cap/platform';
import { answerTo } from './answer';
import { applyPatiently, type Handled } from './apply-patiently';
import { readReport, type ReadReport } from './read-report';
import type { ReportApplier } from './report-applier';
import { goOnWithTrace, traceOfBatch } from './report-trace';

interface Received {
  readonly message: KafkaMessage;
  readonly report: ReadReport;
}

/** A message that could not be handled, and why. */
export interface NotHandled {
  readonly message: KafkaMessage;
  /** A word of a closed list. */
  readonly reason: DeadLetterReason;
  /** Names places and keywords, never content. */
  readonly detail: string;
}

type Result = ReportResult & { readonly receivedAt: Instant };

/**
 * Handles one batch of a provider's topic: reports into the database, then refusals and warnings to the provider, then
 * what could not be handled to the dead letters. When `handle` resolves all of it stands, and the offset may be
 * committed; when it rejects the batch comes again, and what was done before is recognised as repeated.
 */
export class ReportIntake {
  constructor(
    private readonly applier: Pick<ReportApplier, 'apply'>,
    private readonly producer: Pick<Producer, 'send'>,
    private readonly source: string,
    private readonly log: Pick<JsonLogger, 'warn' | 'error'>,
  ) {}

  async handle(batch: Batch): Promise<void> {
    const dead = (await this.take(batch)).map((each) => this.putAside(batch, each));
    await sendInParts(this.producer, deadLetterTopic, dead);
  }

  /** Handles what can be handled of a batch, and gives what cannot. Rejects when the database or the broker is away. */
  take(batch: Batch): Promise<NotHandled[]> {
    return inSpan(['take', 'reports'], traceOfBatch(batch), () => this.takeAll(batch));
  }

  private async takeAll(batch: Batch): Promise<NotHandled[]> {
    const since = Date.now();
    const providerId = providerOfReportTopic(batch.topic);
    const notHandled: NotHandled[] = [];
    const received: Received[] = [];
    for (const message of batch.messages) {
      const report = readReport(message);
      if (report instanceof Unreadable) notHandled.push({ message, reason: report.reason, detail: report.detail });
      else received.push({ message, report });
    }
    const replies: Message[] = [];
    for (const [index, handled] of (await this.apply(providerId, received)).entries()) {
      if ('failed' in handled) notHandled.push(this.failed(batch, received[index]!.message, handled.failed));
      else {
        const traceparent = goOnWithTrace(received[index]!.message, handled.outcome, since);
        replies.push(...this.reply(providerId, handled.outcome, traceparent));
      }
    }
    await sendInParts(this.producer, replyTopic(providerId), replies);
    return notHandled;
  }

  private async apply(providerId: ProviderId, received: readonly Received[]): Promise<Handled<Result>[]> {
    const reports = received.map(({ report }) => report);
    try {
      return await applyPatiently(reports, async (part) => {
        const { receivedAt, results } = await this.applier.apply(providerId, part);
        return results.map((result) => ({ ...result, receivedAt }));
      });
    } catch (error) {
      this.log.warn('Reports wait: the database does not take them. They are tried again.', { providerId, error });
      throw error;
    }
  }

  private reply(providerId: ProviderId, { receivedAt, ...result }: Result, traceparent?: string): Message[] {
    const answer = answerTo(result as ReportResult, { providerId, receivedAt, source: this.source, traceparent });
    return answer === null ? [] : [answer];
  }

  private failed(batch: Batch, message: KafkaMessage, error: unknown): NotHandled {
    const where = { topic: batch.topic, offset: message.offset };
    this.log.error('A report could not be handled.', { ...where, error });
    return { message, reason: 'handling-failed', detail: error instanceof Error ? error.name : 'unknown error' };
  }

  private putAside({ topic, partition }: Batch, { message, reason, detail }: NotHandled): Message {
    this.log.warn('A message goes to the dead letters.', { topic, offset: message.offset, reason, detail });
    return deadLetter(message, { topic, partition, offset: message.offset, reason, detail });
  }
}
