import type { ProviderId, ReportAnswer } from '@cap/contracts';
import type { KnownReport } from '../audit/free';
import type { ReportRecord, ReportsAct } from '../audit/history';
import { dataOf } from '../client/outcome';
import { atOnce, together } from '../client/together';
import { seededId } from '../random/seeded-id';
import type { Outbox } from './reporter';
import { timed } from './timed';
import type { World } from './world';

/** The other way for reports: a topic of the provider's own. */
export interface ReportTopics {
  /** Sends, and waits until they have had their effect. Gives the codes of the refusals that came back, by report. */
  send(batches: Batches): Promise<Refusals>;
  /** Sends without waiting, while there is nothing to wait for; gives false otherwise. */
  leave(batches: Batches): boolean;
  /** Waits for all that was left. */
  release(): Promise<readonly Left[]>;
}
type Batches = ReadonlyMap<ProviderId, readonly KnownReport[]>;
/** The code of each refusal, by report. */
type Refusals = ReadonlyMap<string, string>;
interface Left {
  readonly batches: Batches;
  readonly refusals: Refusals;
}

/** Collects the reports of one instant, and sends each provider's over HTTP or Kafka. */
export class ReportSender implements Outbox {
  private waiting = new Map<ProviderId, KnownReport[]>();

  constructor(
    private readonly world: World,
    /** Whether a report cannot go over Kafka. */
    private readonly overHttpOnly: (report: KnownReport) => boolean,
    private readonly topics?: ReportTopics,
  ) {}

  add(providerId: ProviderId, reports: readonly KnownReport[]): void {
    this.waiting.set(providerId, [...(this.waiting.get(providerId) ?? []), ...reports]);
  }

  /** Sends what was collected; resolves when each report has had its effect. */
  async flush(): Promise<void> {
    const { waiting, world } = this;
    this.waiting = new Map();
    const overKafka = new Map<ProviderId, KnownReport[]>();
    const overHttp = new Map<ProviderId, KnownReport[]>();
    for (const [providerId, reports] of waiting) {
      const byTopic = this.topics !== undefined && world.random.fork(`way ${providerId} ${world.at}`).chance(0.5);
      const [post, topic] = split(reports, (report) => !byTopic || this.overHttpOnly(report));
      if (post.length > 0) overHttp.set(providerId, post);
      if (topic.length > 0) overKafka.set(providerId, topic);
    }
    await together([...overHttp], atOnce, ([providerId, reports]) => this.post(providerId, reports));
    if (overKafka.size > 0) await this.produce(overKafka);
  }

  private async post(providerId: ProviderId, reports: readonly KnownReport[]): Promise<void> {
    const { api, actors, region, at } = this.world;
    const key = seededId(region.seed, `reports of ${providerId} at ${at}`);
    const path = '/v1/availability-reports';
    const { answers } = await timed(
      this.world,
      async () =>
        dataOf(
          `POST ${path}`,
          await api.command<{ answers: ReportAnswer[] }>(actors.planner(providerId), path, { reports }, key),
        ),
      (answer) => actOf(reports, (_report, index) => answer?.answers[index]?.outcome ?? null),
    );
    for (const [index, report] of reports.entries()) {
      const answer = answers[index];
      if (answer?.id !== report.id) throw new Error(`POST ${path} did not answer report ${report.id} in its place.`);
      this.record('http', report, answer.outcome, answer.problem?.code ?? null);
    }
  }

  /**
   * The broker was away and `comesBack`: waits for the reports that waited for it. The clock stands still meanwhile. What is
   * written by then has its effect within this time.
   */
  async release(comesBack: () => Promise<void>): Promise<void> {
    const { topics } = this;
    if (!topics) return comesBack();
    const left = await timed(
      this.world,
      async () => {
        await comesBack();
        return topics.release();
      },
      (answers) => leftAct(answers ?? []),
    );
    for (const { batches, refusals } of left) this.recordTaken(batches, refusals);
  }

  private async produce(batches: Batches): Promise<void> {
    if (this.topics!.leave(batches)) return;
    const reports = [...batches.values()].flat();
    const refusals = await timed(
      this.world,
      () => this.topics!.send(batches),
      (refused) => actOf(reports, ({ id }) => refused && outcomeOf(refused, id)),
    );
    this.recordTaken(batches, refusals);
  }

  private recordTaken(batches: Batches, refusals: Refusals): void {
    for (const report of [...batches.values()].flat()) {
      this.record('kafka', report, outcomeOf(refusals, report.id), refusals.get(report.id) ?? null);
    }
  }

  private record(
    via: ReportRecord['via'],
    report: KnownReport,
    outcome: ReportRecord['outcome'],
    code: string | null,
  ): void {
    this.world.record({ kind: 'report', at: this.world.at, via, report, outcome, code });
  }
}

const outcomeOf = (refusals: Refusals, id: string): ReportRecord['outcome'] => (refusals.has(id) ? 'refused' : 'taken');

const leftAct = (left: readonly Left[]): ReportsAct => ({
  of: 'reports',
  reports: left.flatMap(({ batches, refusals }) =>
    [...batches.values()].flat().map((report) => ({ report, outcome: outcomeOf(refusals, report.id) })),
  ),
});

const actOf = (
  reports: readonly KnownReport[],
  outcomeOf: (report: KnownReport, index: number) => ReportRecord['outcome'] | null,
): ReportsAct => ({
  of: 'reports',
  reports: reports.map((report, index) => ({ report, outcome: outcomeOf(report, index) })),
});

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
