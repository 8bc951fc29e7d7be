import type { ProviderId, ReportId } from '@cap/contracts';
import { asInstant } from '@cap/contracts';
import { seededId } from '../random/seeded-id';
import type { KnownReport } from '../audit/free';
import { hours } from './business-hours';
import type { ReportFaults } from './report-faults';
import type { UnitTruth } from './truth';
import type { World } from './world';

const everyHours = 12;
const forgotten = 0.04;
const miscounted = 0.02;
const opensOrCloses = 0.01;

/** Where made reports go. */
export interface Outbox {
  add(providerId: ProviderId, reports: readonly KnownReport[]): void;
}

/** Makes the reports of each unit from what is really so: by hand once a day, by system every twelve hours and at changes. */
export class Reporter {
  constructor(
    private readonly world: World,
    private readonly outbox: Outbox,
    private readonly faults: ReportFaults,
  ) {}

  planDay(dayStart: number, name: string): void {
    this.faults.planDay(name);
    for (const truth of this.world.truths.values()) {
      const { providerId, profile } = truth.unit;
      const random = this.world.random.fork(`reports of ${truth.unitId} on ${name}`);
      const turn = this.world.random.fork(`turn of ${providerId}`).int(0, 3);
      // A provider's system keeps its own hour; whoever types does so in the morning, and not every day.
      if (profile.reporting === 'hand' && random.chance(forgotten)) continue;
      const moments =
        profile.reporting === 'system'
          ? [hours(3 * turn), hours(3 * turn + everyHours)]
          : [hours(8 + turn + (random.chance(0.2) ? 1 : 0))];
      for (const moment of moments) this.planSoon(truth, dayStart + moment, 'regular');
    }
  }

  planSoon(truth: UnitTruth, at: number, why: string): void {
    const { providerId } = truth.unit;
    const label = `report ${truth.unitId} ${why}`;
    this.world.plan({ at, phase: 'report', group: providerId, label, act: () => this.report(truth, label) });
  }

  private report(truth: UnitTruth, label: string): void {
    const { world, outbox, faults } = this;
    const { providerId } = truth.unit;
    if (faults.isSilent(providerId)) return;
    const random = world.random.fork(`${label} at ${world.at}`);
    if (random.chance(opensOrCloses)) openOrClose(truth, random.chance(0.5));
    const miscount = truth.namesPlacements || !random.chance(miscounted) ? 0 : random.pick([-1, 1]);
    const report = this.make(truth, miscount, label);
    outbox.add(providerId, faults.distort(truth, report, random));
  }

  private make(truth: UnitTruth, miscount: number, label: string): KnownReport {
    const { unitId, inOperation, present, unit } = truth;
    const occupied = Math.min(inOperation, Math.max(unit.otherRegions, present + miscount));
    const named = [...truth.guests.values()].flatMap(({ placementId }) => placementId ?? []);
    return {
      id: seededId<ReportId>(this.world.region.seed, `${label} at ${this.world.at}`),
      unitId,
      observedAt: asInstant(new Date(this.world.now)),
      inOperation,
      occupied,
      occupiedOtherRegions: unit.otherRegions,
      ...(truth.namesPlacements && { countsPlacements: named }),
      ...(occupied === inOperation && { waitingDays: 14 }),
    };
  }
}

/** A place is closed for a while, or opened again; never below who is there, nor above what was agreed. */
function openOrClose(truth: UnitTruth, opens: boolean): void {
  if (opens && truth.inOperation < truth.most) truth.inOperation++;
  if (!opens && truth.inOperation > Math.max(1, truth.present)) truth.inOperation--;
}
