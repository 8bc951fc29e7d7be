import { policyDefaults } from '@cap/events';
import Holidays from 'date-holidays';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const firstYear = 2020;
const lastYear = 2045;

/** The registry's and policy's tables: event streams too, but facts and the unit lock read these. */
export class Registry0002 implements MigrationInterface {
  readonly name = 'Registry0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      create table referrer (
        referrer_id uuid primary key,
        name text not null,
        referrer_type text not null,
        municipality text
      );
      create table provider (
        provider_id uuid primary key,
        name text not null,
        role text not null,
        joined_on date not null
      );
      create table location (
        location_id uuid primary key,
        provider_id uuid not null references provider,
        name text not null,
        municipality text not null,
        postcode integer not null
      );
      create table unit (
        unit_id uuid primary key,
        provider_id uuid not null references provider,
        location_id uuid not null references location,
        name text not null,
        purpose text not null,
        care_form text not null,
        target_groups text[] not null,
        expertise text[] not null,
        min_age integer not null,
        max_age integer not null,
        sex_policy text not null,
        security text not null,
        languages text[] not null,
        reporting text not null,
        ceiling integer not null
      );
      create index unit_of_provider on unit (provider_id);
      create table capacity_agreement (
        agreement_id uuid primary key,
        unit_id uuid not null references unit,
        from_date date not null,
        until_date date,
        places integer
      );
      create index agreement_of_unit on capacity_agreement (unit_id);
      create table policy (
        policy_version integer primary key,
        key text not null,
        value jsonb not null,
        effective_from date not null
      );
      create table holiday (day date primary key);
      grant select, insert, update on referrer, provider, location, unit, capacity_agreement to cap_app;
      grant select, insert on policy to cap_app;
      grant select on holiday to cap_app;
    `);
    await this.seedPolicy(runner);
    await this.seedHolidays(runner);
  }

  private async seedPolicy(runner: QueryRunner): Promise<void> {
    for (const [index, [key, { value }]] of Object.entries(policyDefaults).entries()) {
      await runner.query('insert into policy (policy_version, key, value, effective_from) values ($1, $2, $3, $4)', [
        index + 1,
        key,
        JSON.stringify(value),
        '1900-01-01',
      ]);
    }
  }

  /** Dutch public holidays, from a maintained library; working days are counted around them. */
  private async seedHolidays(runner: QueryRunner): Promise<void> {
    const calendar = new Holidays('NL');
    const days = new Set<string>();
    for (let year = firstYear; year <= lastYear; year++) {
      for (const holiday of calendar.getHolidays(year, 'nl')) {
        if (holiday.type === 'public') days.add(holiday.date.slice(0, 10));
      }
    }
    await runner.query('insert into holiday (day) select unnest($1::date[]) on conflict do nothing', [[...days]]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table holiday, policy, capacity_agreement, unit, location, provider, referrer');
  }
}
