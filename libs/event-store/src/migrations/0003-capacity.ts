import type { MigrationInterface, QueryRunner } from 'typeorm';
import { capacityFunctions } from './0003-capacity-functions';

/** Reports of availability and claims on places: where the two flows meet. */
export class Capacity0003 implements MigrationInterface {
  readonly name = 'Capacity0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      -- The report that stands, one row a unit.
      create table unit_report (
        unit_id uuid primary key references unit,
        report_id uuid not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        in_operation integer not null check (in_operation >= 0),
        occupied integer not null check (occupied between 0 and in_operation),
        occupied_other_regions integer not null check (occupied_other_regions between 0 and occupied),
        counts_placements uuid[],
        expected_free jsonb,
        waiting_days integer,
        unchanged_since timestamptz not null,
        told_stale boolean not null default false
      );
      create index unit_report_not_yet_stale on unit_report (observed_at) where not told_stale;

      -- Every report id that was accepted, to tell a repeat from a reused id (CPY-3).
      create table report_receipt (
        report_id uuid not null,
        provider_id uuid not null,
        content bytea not null,
        received_at timestamptz not null,
        primary key (provider_id, report_id)
      );

      -- Reports that changed a number, and those that came late.
      create table unit_report_history (
        unit_id uuid not null,
        observed_at timestamptz not null,
        report_id uuid not null,
        received_at timestamptz not null,
        in_operation integer not null,
        occupied integer not null,
        occupied_other_regions integer not null,
        waiting_days integer,
        came_late boolean not null,
        primary key (unit_id, observed_at, report_id)
      );

      -- A place promised or taken. Its moments bound the truth where only a day is known: the child came at admitted_by
      -- or before, and left between ended_from and ended_by.
      create table place_claim (
        placement_id uuid primary key,
        unit_id uuid not null references unit,
        person_id uuid not null,
        stay_id uuid unique,
        referral_id uuid,
        proposal_id uuid unique,
        origin text not null check (origin in ('proposal', 'inherited', 'emergency', 'bypass')),
        status text not null check (status in ('held', 'accepted', 'admitted', 'ended', 'released')),
        full_time boolean not null default true,
        holds_from date not null,
        admitted_by timestamptz,
        ended_from timestamptz,
        ended_by timestamptz check (ended_by >= ended_from),
        check ((status in ('admitted', 'ended')) = (admitted_by is not null)),
        check ((status = 'ended') = (ended_from is not null and ended_by is not null)),
        check (ended_from is not null or ended_by is null),
        check (origin <> 'proposal' or (proposal_id is not null and referral_id is not null)),
        check (status not in ('accepted', 'admitted', 'ended') or stay_id is not null)
      );
      create index claim_of_unit on place_claim (unit_id) where status <> 'released';
      create unique index one_accepted_proposal_per_referral on place_claim (referral_id)
        where status in ('accepted', 'admitted', 'ended') and referral_id is not null;
      create unique index one_running_full_time_stay on place_claim (person_id) where status = 'admitted' and full_time;

      -- Units whose figures changed, for the one publisher.
      create table unit_changed (change_id bigint generated always as identity primary key, unit_id uuid not null);

      -- The publisher looks up where a unit stands in the feed by the unit.
      create index feed_row_of_row on feed_row (feed, row_id) where not gone;

      grant select, insert, update on unit_report, place_claim to cap_app;
      grant select, insert on unit_report_history to cap_app;
      grant select, insert on report_receipt to cap_app;
      grant select, insert, delete on unit_changed to cap_app;
    `);
    await runner.query(capacityFunctions);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index feed_row_of_row');
    await runner.query('drop function capacity_of, claims_beside_report, latest_moment, earliest_moment');
    await runner.query('drop table unit_changed, place_claim, unit_report_history, report_receipt, unit_report');
  }
}
