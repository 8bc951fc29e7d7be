import { randomUUID } from 'node:crypto';
import {
  asInstant,
  asLocalDate,
  type Id,
  type Instant,
  type ProviderId,
  type ReportingWay,
  type UnitId,
} from '@cap/contracts';
import type { Policy } from '@cap/events';
import { createDataSource, readPolicy } from '@cap/event-store';
import type { DataSource } from 'typeorm';
import { applyReports } from './reports/apply-reports';
import type { JudgeReport, ReportResult, ReportWithId } from './reports/judge';
import type { FindingRules } from './watch/watch-units';

export const newId = <T extends Id<string>>(): T => randomUUID() as T;
export const at = (text: string): Instant => asInstant(text);
export const day = asLocalDate;

/** Accepts what the tables can hold: the rules of a report are the domain's, and tested there. */
export const acceptAll: JudgeReport = () => ({});

/** Rules that find nothing wrong with a count. */
export const noFindings: FindingRules = {
  causes: () => ({ overcommitted: 0, 'unexplained-occupancy': 0 }),
  dueAt: (_, since) => since,
};

/** A region on a database of its own, with one provider. */
export class Region {
  private constructor(
    readonly dataSource: DataSource,
    private readonly policy: Policy,
    readonly providerId: ProviderId,
    private readonly locationId: string,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(database: { appUrl: string; drop(): Promise<void> }, poolSize = 10): Promise<Region> {
    const dataSource = await createDataSource({ url: database.appUrl, poolSize }).initialize();
    const policy = await readPolicy(dataSource, day('2028-01-03'));
    const region = new Region(dataSource, policy, newId(), newId(), () => database.drop());
    await dataSource.query(`insert into provider values ($1, 'Zorgaanbieder Test', 'strategic', '2028-01-01')`, [
      region.providerId,
    ]);
    await dataSource.query(`insert into location values ($1, $2, 'Huis Test', 'GM0518', 2511)`, [
      region.locationId,
      region.providerId,
    ]);
    return region;
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.drop();
  }

  async addUnit({ reporting = 'system' as ReportingWay, ceiling = 12 } = {}): Promise<UnitId> {
    const unitId = newId<UnitId>();
    await this.dataSource.query(
      `insert into unit (unit_id, provider_id, location_id, name, purpose, care_form, target_groups, expertise, min_age,
         max_age, sex_policy, security, languages, reporting, ceiling)
       values ($1, $2, $3, 'Groep Test', 'living', 'living-group', '{}', '{}', 6, 17, 'mixed', 'open', '{nl}', $4, $5)`,
      [unitId, this.providerId, this.locationId, reporting, ceiling],
    );
    return unitId;
  }

  apply(
    reports: readonly ReportWithId[],
    options: { judge?: JudgeReport; receivedAt?: Instant } = {},
  ): Promise<ReportResult[]> {
    const { judge = acceptAll, receivedAt = at('2028-01-10T12:00:00Z') } = options;
    return applyReports(this.dataSource, this.providerId, reports, { receivedAt, judge, policy: this.policy });
  }
}

/** A report of one unit; three places, none taken, unless told. */
export const reportOf = (unitId: UnitId, observedAt: string, figures: Partial<ReportWithId> = {}): ReportWithId => ({
  id: newId(),
  unitId,
  observedAt,
  inOperation: 3,
  occupied: 0,
  ...figures,
});
