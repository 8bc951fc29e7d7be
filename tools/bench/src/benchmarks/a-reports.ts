import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createAdmin, createKafka, createProducer, ensureTopics, reportTopic, type Producer } from '@cap/kafka';
import { connected, startKafka } from '@cap/local-services';
import { beside, type Line } from '../figures/line';
import { inRounds, perSecond, timed } from '../figures/rounds';
import { BareUpsert } from '../reports/bare-upsert';
import type { AllRead, ReadAll } from '../reports/no-op-cli';
import { inventReports, writeReports, type Sending } from '../reports/topic';
import { ask, startApp, startHelper, untilSo, type Program } from '../stand/programs';
import { fillRegion, type Provider } from '../stand/region';
import { onStand } from '../stand/stand';

const providers = 8;
const unitsEach = 500;
/** As the availability worker: messages of one batch, and topics that it handles at a time. */
const batchSize = 500;
const concurrency = 4;

/**
 * (a) Reports a second from a filled topic into `unit_report`.
 *
 * Subject: the real availability worker on a real Kafka, eight providers with 500 units, each unit 8 times a round, each report
 * newer than the last and with other counts. The worker stands still (SIGSTOP) while the topics are filled, then goes on. Its rate
 * runs from the moment at which it received its first report (as the database keeps it) until the last report of every provider
 * is there. Beside it, in the same round: the same consumer that does nothing with the same messages, in a process of its own;
 * and the same reports as bare batched upserts (500 in a transaction, with their rows of history) over as many connections
 * as the worker handles topics, into a twin of the database.
 */
export const benchReports = (quick: boolean): Promise<Line[]> =>
  onStand(async (stand) => {
    const [kafka, { appUrl, ownerUrl }] = await Promise.all([
      startKafka({ directory: join(stand.directory, 'kafka') }),
      stand.database('cap'),
    ]);
    const region = await fillRegion(ownerUrl, providers, unitsEach);
    const twin = await stand.twin('cap', 'twin');
    const client = createKafka({ brokers: [kafka.brokers], clientId: 'cap-bench' });
    const producer = createProducer(client);
    const admin = createAdmin(client);
    await Promise.all([producer.connect(), admin.connect()]);
    const topics = region.providers.map(({ providerId }) => reportTopic(providerId));
    await ensureTopics(admin, topics);
    const worker = startApp('availability-worker', {
      DATABASE_URL: appUrl,
      KAFKA_BROKERS: kafka.brokers,
      CAP_TOPIC_SCAN_MS: '500',
    });
    const noOp = startHelper('reports/no-op-cli');
    const bare = new BareUpsert(twin.ownerUrl, concurrency);
    const filled = new FilledTopics(region.providers, quick ? 2 : 8, { producer, worker, ownerUrl });
    try {
      await filled.apply();
      const measured = await inRounds(quick ? 1 : 5, {
        worker: () => filled.apply(),
        noOp: async () => {
          const asked = { brokers: [kafka.brokers], groupId: randomUUID(), topics, messages: filled.written };
          const { messages, ms } = await ask<AllRead>(noOp, asked satisfies ReadAll);
          return perSecond(messages, ms);
        },
        upsert: async () => {
          const sendings = filled.invent();
          return perSecond(countOf(sendings), await timed(() => bare.apply(sendings, batchSize)));
        },
      });
      return linesOf(measured);
    } finally {
      await Promise.all([worker.stop(), noOp.stop(), bare.close(), producer.disconnect(), admin.disconnect()]);
      await kafka.stop();
    }
  });

const countOf = (sendings: readonly Sending[]): number =>
  sendings.reduce((sum, { reports }) => sum + reports.length, 0);

function linesOf(measured: Record<'worker' | 'noOp' | 'upsert', number[]>): Line[] {
  const what = 'reports a second from a filled topic into `unit_report`';
  const subject = { of: 'a', what, unit: '/s', values: measured.worker };
  return [
    beside(
      { ...subject, limit: { least: 0.7 } },
      { what: `bare upsert with history, ${concurrency} connections, /s`, values: measured.upsert },
    ),
    beside(subject, { what: 'the same consumer doing nothing, /s', values: measured.noOp }),
  ];
}

interface Parts {
  readonly producer: Producer;
  readonly worker: Program;
  readonly ownerUrl: string;
}

/** The topics of all providers, filled while the worker stands still, and what the worker makes of them. */
class FilledTopics {
  /** Messages in the topics so far. */
  written = 0;

  constructor(
    private readonly providers: readonly Provider[],
    private readonly timesEach: number,
    private readonly parts: Parts,
  ) {}

  invent(): Sending[] {
    return this.providers.map((provider) => inventReports(provider, this.timesEach));
  }

  /** Fills them and lets the worker go on until all is there. Gives reports a second. */
  async apply(): Promise<number> {
    const { producer, worker, ownerUrl } = this.parts;
    const sendings = this.invent();
    worker.process.kill('SIGSTOP');
    for (const sending of sendings) await writeReports(producer, sending);
    this.written += countOf(sendings);
    worker.process.kill('SIGCONT');
    return connected(ownerUrl, async (client) => {
      const receipts = `from report_receipt where (provider_id, report_id) in (select * from unnest($1::uuid[], $2::uuid[]))`;
      const found = async (nth: number) => {
        const ids = [sendings.map(({ providerId }) => providerId), sendings.map(({ reports }) => reports.at(nth)!.id)];
        const { rows } = await client.query<{ count: number; first: string }>(
          `select count(*)::integer as count, min(received_at) as first ${receipts}`,
          ids,
        );
        return rows[0]!;
      };
      await untilSo('all reports are applied', async () => (await found(-1)).count === sendings.length);
      const end = Date.now();
      return perSecond(countOf(sendings), end - Date.parse((await found(0)).first));
    });
  }
}
