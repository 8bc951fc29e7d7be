import { setTimeout as delay } from 'node:timers/promises';
import { asInstant, type ProviderId } from '@cap/contracts';
import {
  BatchConsumer,
  cloudEventTypes,
  createAdmin,
  createKafka,
  readCloudEvent,
  RenewedProducer,
  replyTopic,
  reportTopic,
  Unreadable,
  writeCloudEvent,
  type Admin,
  type Batch,
  type TopicMessages,
} from '@cap/kafka';
import type { AvailabilityReport, ReportAnswer } from '@cap/contracts';

type KnownReport = AvailabilityReport & { readonly id: string };

/** The consumer group of the availability worker: its committed offsets say what has had its effect. */
const workerGroup = process.env['CAP_REPORTS_GROUP'] ?? 'cap-availability-worker';
const withinMs = 60_000;
const againAfterMs = 250;
const quiet = { warn: () => undefined, error: () => undefined };

interface Written {
  readonly topic: string;
  /** The offset after the last message. */
  readonly end: bigint;
}
type Batches = ReadonlyMap<ProviderId, readonly KnownReport[]>;

/** Where a report was written. */
export interface SentReport {
  readonly id: string;
  readonly topic: string;
  readonly offset: bigint;
}

/** A provider's own system: sends reports to its topic in binary or structured mode, and reads the replies. */
export class ReportsOverKafka {
  private readonly refusals = new Map<string, string>();
  /** By topic of replies, the offset after the last that was read. */
  private readonly readTo = new Map<string, bigint>();
  private readonly replies: BatchConsumer;
  private sent = 0;
  /** The reports of the last sending. */
  lastSent: readonly SentReport[] = [];
  private isHeld = false;
  private isClosed = false;
  private readonly waiting: { readonly batches: Batches; readonly written: Promise<Written[]> }[] = [];

  private constructor(
    private readonly admin: Admin,
    private readonly producer: RenewedProducer,
    brokers: readonly string[],
    private readonly source: string,
  ) {
    const kafka = createKafka({ brokers, clientId: 'cap-simulation-replies' });
    const groupId = `cap-simulation-${process.pid}-${Date.now()}`;
    this.replies = new BatchConsumer(kafka, { groupId }, (batch) => this.read(batch), quiet);
  }

  /** Connects, and waits until the worker has made the topics of these providers. */
  static async connect(brokers: readonly string[], providers: readonly ProviderId[]): Promise<ReportsOverKafka> {
    const kafka = createKafka({ brokers, clientId: 'cap-simulation' });
    const admin = createAdmin(kafka);
    await admin.connect();
    const channel = new ReportsOverKafka(
      admin,
      new RenewedProducer(kafka),
      brokers,
      'urn:nld:oin:00000000000000000000:systeem:simulatie',
    );
    await until('the availability worker makes a topic for each provider', async () => {
      const topics = new Set(await admin.listTopics());
      return providers.every((provider) => topics.has(reportTopic(provider)) && topics.has(replyTopic(provider)));
    });
    await channel.replies.follow(providers.map(replyTopic));
    return channel;
  }

  /** Sends; resolves when the worker has committed all of it. Gives the code of each refusal, by report. */
  async send(batches: Batches): Promise<ReadonlyMap<string, string>> {
    return this.handled(batches, await this.write(batches));
  }

  /** From now on nothing is waited for: what is sent stays with the producer until the broker takes it. */
  hold(): void {
    this.isHeld = true;
  }

  /** How many reports wait so. */
  get held(): number {
    return this.waiting.reduce((sum, { batches }) => sum + [...batches.values()].flat().length, 0);
  }

  /** Sends while nothing is waited for; gives false when that is not so now. */
  leave(batches: Batches): boolean {
    if (this.isHeld) this.waiting.push({ batches, written: this.write(batches) });
    return this.isHeld;
  }

  /** Waits until all that was left is handled, and for what is sent from now on. Gives it with the refusals, in its order. */
  async release(): Promise<{ readonly batches: Batches; readonly refusals: ReadonlyMap<string, string> }[]> {
    this.isHeld = false;
    const left = this.waiting.splice(0);
    return Promise.all(
      left.map(async ({ batches, written }) => ({ batches, refusals: await this.handled(batches, await written) })),
    );
  }

  private async write(batches: Batches): Promise<Written[]> {
    for (const { id } of [...batches.values()].flat()) this.refusals.delete(id);
    const topicMessages = [...batches].map(([provider, own]) => ({
      topic: reportTopic(provider),
      messages: own.map((report) => this.message(report)),
    }));
    const answers = await this.untilTaken(topicMessages);
    const offsets = new Map(answers.map(({ topicName, baseOffset }) => [topicName, BigInt(baseOffset!)]));
    const sent = [...batches].map(([provider, own]) => {
      const topic = reportTopic(provider);
      return own.map(({ id }, index): SentReport => ({ id, topic, offset: offsets.get(topic)! + BigInt(index) }));
    });
    this.lastSent = sent.flat();
    return sent.map((own): Written => ({ topic: own[0]!.topic, end: own.at(-1)!.offset + 1n }));
  }

  /** As a provider's own system does: what the broker does not take is kept, and sent again. */
  private async untilTaken(topicMessages: TopicMessages[]) {
    for (;;) {
      try {
        return await this.producer.sendBatch({ topicMessages, acks: -1 });
      } catch (error) {
        if (this.isClosed) throw error;
        await delay(againAfterMs);
      }
    }
  }

  private async handled(batches: Batches, written: readonly Written[]): Promise<ReadonlyMap<string, string>> {
    const reports = [...batches.values()].flat();
    await until('the availability worker handles the reports', () => this.isHandled(written));
    await this.untilRepliesAreRead([...batches.keys()]);
    return new Map(reports.flatMap(({ id }) => (this.refusals.has(id) ? [[id, this.refusals.get(id)!] as const] : [])));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([this.replies.stop(), this.producer.disconnect(), this.admin.disconnect()]);
  }

  private message({ id, ...data }: KnownReport) {
    const mode = this.sent++ % 2 === 0 ? 'binary' : 'structured';
    const type = cloudEventTypes.availabilityReported;
    return writeCloudEvent(
      { id, type, source: this.source, time: asInstant(data.observedAt), data, key: data.unitId },
      mode,
    );
  }

  private async isHandled(written: readonly Written[]): Promise<boolean> {
    const committed = await this.admin.fetchOffsets({
      groupId: workerGroup,
      topics: written.map(({ topic }) => topic),
    });
    const offsets = new Map(committed.map(({ topic, partitions }) => [topic, partitions[0]?.offset ?? '-1']));
    return written.every(({ topic, end }) => BigInt(offsets.get(topic) ?? '-1') >= end);
  }

  /** Replies are acknowledged before the reports' offsets are committed, so what is there now is all. */
  private async untilRepliesAreRead(providers: readonly ProviderId[]): Promise<void> {
    const ends = await until('the broker says where the replies end', () =>
      Promise.all(
        providers.map(async (provider) => {
          const [partition] = await this.admin.fetchTopicOffsets(replyTopic(provider));
          return { topic: replyTopic(provider), end: BigInt(partition!.high) };
        }),
      ),
    );
    await until('the replies are read', () =>
      Promise.resolve(ends.every(({ topic, end }) => (this.readTo.get(topic) ?? 0n) >= end)),
    );
  }

  private async read({ topic, messages }: Batch): Promise<void> {
    for (const message of messages) {
      const event = readCloudEvent(message);
      if (event instanceof Unreadable) throw new Error(`A reply in ${topic} is unreadable: ${event.detail}`);
      const { reportId, outcome, code } = event.data as {
        reportId: string;
        outcome: ReportAnswer['outcome'];
        code?: string;
      };
      if (outcome === 'refused') this.refusals.set(reportId, code ?? 'refused');
      this.readTo.set(topic, BigInt(message.offset) + 1n);
    }
  }
}

/** Waits until something is so, or is known. A broker that is away for a moment, or leads no topics yet, is asked again. */
async function until<T>(what: string, ask: () => Promise<T | false>): Promise<T> {
  for (const end = Date.now() + withinMs; Date.now() < end; await delay(10)) {
    const answer = await ask().catch(() => false as const);
    if (answer !== false) return answer;
  }
  throw new Error(`Waited ${withinMs / 1000} s until ${what}.`);
}
