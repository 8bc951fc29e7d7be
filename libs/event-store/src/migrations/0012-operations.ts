import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOfFunctions } from './0012-as-of-functions';

/** What is needed to say what was free at a past moment, and what the auditor finds. */
export class Operations0012 implements MigrationInterface {
  readonly name = 'Operations0000000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      -- From here on the history holds every report that was accepted, with whom it counts: also one that changed no
      -- number moves the moment up to which the young people who came are counted.
      alter table unit_report_history add column counts_placements uuid[];
      update unit_report_history history set counts_placements = report.counts_placements
        from unit_report report
       where (history.unit_id, history.report_id) = (report.unit_id, report.report_id);
      insert into unit_report_history (unit_id, observed_at, report_id, received_at, in_operation, occupied,
        occupied_other_regions, waiting_days, counts_placements, came_late)
      select unit_id, observed_at, report_id, received_at, in_operation, occupied, occupied_other_regions, waiting_days,
             counts_placements, false
        from unit_report
      on conflict do nothing;

      -- The moment since which the history of reports is whole; null: since the beginning.
      create table report_history_whole (the_one boolean primary key default true check (the_one), since timestamptz);
      insert into report_history_whole (since)
      select business_instant() where exists (select from unit_report)
      union all select null where not exists (select from unit_report);
      grant select on report_history_whole to cap_app;

      -- What the auditor found that must never be: one row a thing that is wrong, by opaque ids. It stays, and is open
      -- until a later round looks at the same and finds it right. Real time: this is about the installation.
      create table invariant_violation (
        check_name text not null,
        what text not null check (what ~ '^[a-z-]{1,60}$'),
        subject text not null check (subject ~ '^[A-Za-z0-9:/-]{1,120}$'),
        found_at timestamptz not null default clock_timestamp(),
        seen_at timestamptz not null default clock_timestamp(),
        resolved_at timestamptz,
        primary key (check_name, what, subject)
      );
      create index invariant_violation_open on invariant_violation (check_name) where resolved_at is null;
      create table audit_round (
        check_name text primary key,
        rounds bigint not null,
        ended_at timestamptz not null
      );
      grant select, insert on invariant_violation, audit_round to cap_app;
      grant update (found_at, seen_at, resolved_at) on invariant_violation to cap_app;
      grant update (rounds, ended_at) on audit_round to cap_app;
    `);
    await runner.query(asOfFunctions);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The history of reports is never taken down. Restore a backup instead.'));
  }
}
