import type { ProviderId, ReportId } from '@cap/contracts';
import { asInstant } from '@cap/contracts';
import type { Random } from '../random/random';
import { seededId } from '../random/seeded-id';
import type { KnownReport } from '../audit/free';
import { hours, minutes, atReportHour } from './business-hours';
import type { Outbox } from './reporter';
import type { UnitTruth } from './truth';
import type { World } from './world';

const kinds = ['late', 'repeated', 'out-of-order', 'contradictory'] as const;
export type ReportFaultKind = (typeof kinds)[number];
const contradictions = ['more-occupied', 'above-agreement', 'from-the-future', 'reused-id'] as const;

/** What goes wrong with reports: late, repeated, out of order, contradictory; and providers that say nothing for days. */
export class ReportFaults {
  private readonly silentUntil = new Map<ProviderId, number>();
  private readonly lastOf = new Map<string, KnownReport>();
  /** Contents under an id that another report has: over Kafka a reply could not say which of the two it means. */
  private readonly reused = new WeakSet<KnownReport>();

  /** While set, every report goes wrong in this way. */
  only: ReportFaultKind | null = null;

  constructor(
    private readonly world: World,
    private readonly outbox: Outbox,
  ) {}

  planDay(name: string): void {
    const { world } = this;
    for (const { providerId } of world.region.providers) {
      const random = world.random.fork(`silence of ${providerId} on ${name}`);
      if (!random.chance(world.settings.faults / 5)) continue;
      this.silentUntil.set(providerId, world.now + hours(random.int(30, 80)));
    }
  }

  isSilent(providerId: ProviderId): boolean {
    return (this.silentUntil.get(providerId) ?? 0) > this.world.now;
  }

  isReused(report: KnownReport): boolean {
    return this.reused.has(report);
  }

  /** What is sent now in place of a report; the rest is sent later. */
  distort(truth: UnitTruth, report: KnownReport, random: Random): KnownReport[] {
    const last = this.lastOf.get(report.unitId);
    this.lastOf.set(report.unitId, report);
    if (this.only === null && !random.chance(this.world.settings.faults)) return [report];
    switch (this.only ?? random.pick(kinds)) {
      case 'late':
        this.sendLater(truth, report, atReportHour(this.world.now + hours(random.int(1, 20))), 'late');
        return [];
      case 'repeated':
        this.sendLater(truth, report, atReportHour(this.world.now + hours(random.int(1, 10))), 'repeated');
        return [report];
      case 'out-of-order':
        return [report, this.anHourAgo(report)];
      case 'contradictory':
        return [report, this.contradict(truth, last ?? report, report, random)];
    }
  }

  private sendLater({ unit: { providerId } }: UnitTruth, report: KnownReport, at: number, why: string): void {
    const label = `${why} report ${report.id}`;
    const act = () => this.outbox.add(providerId, [report]);
    this.world.plan({ at, phase: 'report', group: providerId, label, act });
  }

  private anHourAgo(report: KnownReport): KnownReport {
    const observedAt = asInstant(new Date(this.world.now - hours(1)));
    return { ...report, id: this.id(`older ${report.id}`), observedAt };
  }

  private contradict(truth: UnitTruth, last: KnownReport, report: KnownReport, random: Random): KnownReport {
    const kind = random.pick(contradictions);
    const id = this.id(`contradiction of ${report.id}`);
    const later = (ahead: number) => asInstant(new Date(this.world.now + ahead));
    if (kind === 'from-the-future') return { ...report, id, observedAt: later(minutes(random.int(5, 300))) };
    if (kind === 'above-agreement' && truth.unit.agreement?.places != null)
      return { ...report, id, inOperation: truth.unit.profile.ceiling + 2 };
    // The first stands under this id; the other content is refused, also when it is the newer.
    if (kind === 'reused-id' && last.id !== report.id) {
      const reuse = { ...report, id: last.id, waitingDays: 999 };
      this.reused.add(reuse);
      return reuse;
    }
    return { ...report, id, occupied: report.inOperation + 2 };
  }

  private id(label: string): string {
    return seededId<ReportId>(this.world.region.seed, label);
  }
}
