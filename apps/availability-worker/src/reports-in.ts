import { setTimeout as pause } from 'node:timers/promises';
import { ProcessRegister } from '@cap/event-store';
import { deadLetterTopic } from '@cap/events';
import { BatchConsumer, createAdmin, createKafka, ensureTopics, RenewedProducer, type Admin } from '@cap/kafka';
import { figures, JsonLogger, whenFiguresAreAsked } from '@cap/platform';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeadLetters } from './dead-letters/dead-letters';
import { ReportApplier } from './report-applier';
import { ReportIntake } from './report-intake';
import { TopicScan } from './topic-scan';
import { WorkerConfig } from './worker.config';

/** Ninety days in real milliseconds: a letter waits for a person, and may hold what nobody should keep for ever. */
const deadLetterRetentionMs = 90 * 24 * 3_600_000;

/** The worker at work: looks for providers and hears their reports, whatever broker and database do, until it is stopped. */
@Injectable()
export class ReportsIn implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly admin: Admin;
  private readonly producer: RenewedProducer;
  private readonly consumer: BatchConsumer;
  private readonly deadLetters: DeadLetters;
  private readonly topics: TopicScan;
  private readonly register: ProcessRegister;
  private readonly stopping = new AbortController();
  private connected = false;

  constructor(
    private readonly config: WorkerConfig,
    private readonly dataSource: DataSource,
    applier: ReportApplier,
    private readonly log: JsonLogger,
  ) {
    const kafka = createKafka({ brokers: config.kafkaBrokers, clientId: 'cap-availability-worker', log });
    this.admin = createAdmin(kafka);
    this.producer = new RenewedProducer(kafka);
    const intake = new ReportIntake(applier, this.producer, config.eventSource, log);
    this.consumer = new BatchConsumer(kafka, { groupId: config.reportsGroup }, (batch) => intake.handle(batch), log);
    this.deadLetters = new DeadLetters(dataSource, kafka, intake, `${config.reportsGroup}-dead-letters`, log);
    this.topics = new TopicScan(dataSource, this.admin, this.consumer);
    this.register = new ProcessRegister(dataSource, { kind: 'availability-worker', roles: [], address: null });
    whenFiguresAreAsked('reports-in', () => this.tellBehind());
  }

  /** Which providers wait, for Prometheus. */
  private tellBehind(): void {
    figures.reportsBehind.reset();
    for (const [topic, behind] of this.consumer.messagesBehind) figures.reportsBehind.set({ topic }, behind);
  }

  /** Not awaited: the worker is up, and says so, also while there is no broker. */
  async onApplicationBootstrap(): Promise<void> {
    await this.register.start();
    void this.keepScanning();
  }

  /** The batch that is under way is finished and committed; the rest waits for the next worker. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.consumer.stop(), this.deadLetters.stop()]);
    await Promise.all([this.producer.disconnect(), this.admin.disconnect()]);
    await this.register.stop();
    await this.dataSource.destroy();
  }

  private async keepScanning(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.scan();
      await pause(this.config.topicScanMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async scan(): Promise<void> {
    try {
      await this.connect();
      await this.deadLetters.start();
      const added = await this.topics.scan();
      if (added > 0) this.log.log('Listening to providers.', { added, all: this.consumer.followed.length });
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.log.warn('Broker or database does not answer; looking for providers again soon.', { error });
    }
  }

  private async connect(): Promise<void> {
    if (this.connected) return;
    await this.admin.connect();
    await ensureTopics(this.admin, [deadLetterTopic], { retentionMs: deadLetterRetentionMs });
    this.connected = true;
    this.log.log('Connected to the broker.');
  }
}
