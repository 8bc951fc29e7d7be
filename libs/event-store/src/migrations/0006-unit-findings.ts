import { policyDefaults } from '@cap/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is watched about a unit's count until it is a finding (CAP-3, CPY-4), and findings that close. */
export class UnitFindings0006 implements MigrationInterface {
  readonly name = 'UnitFindings0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      -- One row a cause that is there now. It goes with its cause; what was told is in the log.
      create table unit_watch (
        finding_id uuid primary key,
        kind text not null check (kind in ('overcommitted', 'unexplained-occupancy')),
        unit_id uuid not null references unit,
        provider_id uuid not null references provider,
        since timestamptz not null,
        found_at timestamptz
      );
      create index watch_of_unit on unit_watch (unit_id);
      grant select, insert, delete on unit_watch to cap_app;
      grant update (found_at) on unit_watch to cap_app;

      alter table finding_list
        alter column stay_id drop not null,
        add column since timestamptz,
        add column closed_at timestamptz;
      insert into unit_changed (unit_id) select unit_id from unit;
    `);
    await this.seedNewPolicy(runner);
  }

  /** An installation of before these figures gets their defaults; a new one has them. */
  private async seedNewPolicy(runner: QueryRunner): Promise<void> {
    for (const key of ['overcommitted-grace-hours', 'unexplained-occupancy-term-hours'] as const)
      await runner.query(
        `insert into policy (policy_version, key, value, effective_from)
         select max(policy_version) + 1, $1, $2::jsonb, '1900-01-01' from policy
         having count(*) filter (where key = $1) = 0`,
        [key, JSON.stringify(policyDefaults[key].value)],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from finding_list where kind <> 'bypass'`);
    await runner.query(
      'alter table finding_list alter column stay_id set not null, drop column since, drop column closed_at',
    );
    await runner.query('drop table unit_watch');
  }
}
