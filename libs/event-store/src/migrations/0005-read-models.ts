import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the lists. They hold ids, enumerations and dates, and can be made again from the log. */
export class ReadModels0005 implements MigrationInterface {
  readonly name = 'ReadModels0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      create table referral_list (
        referral_id uuid not null constraint referral_list_key primary key,
        version integer not null,
        number_sequence integer not null,
        referrer_id uuid not null,
        municipality text not null,
        purpose text not null,
        care_forms text[] not null,
        urgency text not null,
        perspective text not null,
        status text not null,
        open_proposals uuid[] not null,
        submitted_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index referral_list_newest on referral_list (submitted_at, referral_id);
      create index referral_list_of_referrer on referral_list (referrer_id, submitted_at, referral_id);
      create index referral_list_in_status on referral_list (status, submitted_at, referral_id);

      create table proposal_list_referral (
        referral_id uuid not null constraint proposal_list_referral_key primary key,
        version integer not null,
        number_sequence integer not null,
        referrer_id uuid not null,
        municipality text not null,
        purpose text not null,
        urgency text not null
      );
      create table proposal_list (
        proposal_id uuid not null constraint proposal_list_key primary key,
        version integer not null,
        referral_id uuid not null constraint proposal_list_has_referral references proposal_list_referral,
        unit_id uuid not null,
        provider_id uuid not null,
        placement_id uuid not null,
        care_form text not null,
        status text not null,
        proposed_at timestamptz not null,
        expires_at timestamptz not null,
        answered_at timestamptz,
        decline_reason text,
        stay_id uuid
      );
      create index proposal_list_newest on proposal_list (proposed_at, proposal_id);
      create index proposal_list_of_provider on proposal_list (provider_id, proposed_at, proposal_id);
      create index proposal_list_of_referral on proposal_list (referral_id);

      create table stay_list (
        stay_id uuid not null constraint stay_list_key primary key,
        person_id uuid not null,
        version integer not null,
        status text not null,
        origin text not null,
        unit_id uuid not null,
        provider_id uuid not null,
        placement_id uuid not null,
        referral_id uuid,
        proposal_id uuid,
        purpose text not null,
        care_form text not null,
        planned_from date,
        admitted_on date,
        admitted_at timestamptz,
        planned_end date,
        ended_on date,
        ended_at timestamptz,
        end_reason text,
        destination text,
        start_overdue boolean not null,
        recorded_at timestamptz not null
      );
      create index stay_list_newest on stay_list (recorded_at, stay_id);
      create index stay_list_of_provider on stay_list (provider_id, recorded_at, stay_id);
      create index stay_list_of_person on stay_list (person_id);

      create table finding_list (
        finding_id uuid not null constraint finding_list_key primary key,
        version integer not null,
        kind text not null,
        stay_id uuid not null,
        unit_id uuid not null,
        provider_id uuid not null,
        referrer_id uuid,
        municipality text,
        recorded_at timestamptz not null
      );
      create index finding_list_newest on finding_list (recorded_at, finding_id);
      create index finding_list_of_provider on finding_list (provider_id, recorded_at, finding_id);

      grant select, insert, update on referral_list, proposal_list_referral, proposal_list, stay_list, finding_list
        to cap_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table finding_list, stay_list, proposal_list, proposal_list_referral, referral_list');
  }
}
