import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOfFunctions } from './0012-as-of-functions';

/** What is needed to say what was free at a past moment. */
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

      create index event_about_place on event ((data->>'unitId'))
        where type in ('PlaceProposed', 'StayPlanned', 'InheritedStayRecorded', 'BypassedStayRecorded');
    `);
    await runner.query(asOfFunctions);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The history of reports is never taken down. Restore a backup instead.'));
  }
}
