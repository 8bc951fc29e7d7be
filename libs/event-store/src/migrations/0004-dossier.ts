import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Personal data and free text, sealed before they reach the database, and the record of every look at them (NEN 7513).
 * `libs/dossier` alone reads and writes these tables. The application may add and read, and never change or delete.
 */
export class Dossier0004 implements MigrationInterface {
  readonly name = 'Dossier0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      -- blind_index is a keyed hash of the citizen service number: it finds a person again, and tells nobody the number.
      create table dossier_person (
        person_id uuid constraint dossier_person_key primary key,
        blind_index bytea constraint one_person_per_blind_index unique,
        wrapped_key bytea not null,
        sealed bytea not null,
        provisional boolean not null,
        created_at timestamptz not null,
        constraint provisional_without_blind_index check (provisional = (blind_index is null))
      );
      create table dossier_case (
        case_id uuid constraint dossier_case_key primary key,
        referral_id uuid not null,
        person_id uuid not null constraint case_of_person references dossier_person,
        sealed bytea not null
      );
      create table dossier_text (
        text_id uuid constraint dossier_text_key primary key,
        person_id uuid not null constraint text_of_person references dossier_person,
        kind text not null,
        sealed bytea not null
      );

      -- recorded_at is real time, at is business time: the record must stand up where the business clock is stepped.
      create table access_record (
        id bigint generated always as identity constraint access_record_key primary key,
        recorded_at timestamptz not null default clock_timestamp(),
        at timestamptz not null,
        actor_id text not null,
        actor_role text not null,
        organisation_id uuid,
        subject_person uuid,
        subject_kind text not null,
        subject_id uuid not null,
        action text not null,
        purpose text not null,
        command_id uuid,
        constraint access_action_known check (action in ('create', 'find', 'read'))
      );
      create index access_record_of_person on access_record (subject_person, id);

      grant select, insert on dossier_person, dossier_case, dossier_text, access_record to cap_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The dossier is never taken down. Restore a backup instead.'));
  }
}
