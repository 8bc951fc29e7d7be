import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is stuck, and what an operator asks about it: readers that halted, streams that are parked, messages from outside
 * that could not be handled. An operator asks in a row, a worker does it and writes down what came of it; nothing is
 * deleted, so who decided what, and when, stays. Moments are real time: this is about processes, not about business.
 */
export class StuckWork0008 implements MigrationInterface {
  readonly name = 'StuckWork0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      create domain operator_name as text check (value ~ '^[A-Za-z0-9._@-]{1,64}$');

      alter table checkpoint add halted_since timestamptz;
      update checkpoint set halted_since = clock_timestamp() where halted_at is not null;
      alter table checkpoint add check ((halted_at is null) = (halted_since is null));

      alter table parked_stream
        add parked_at timestamptz not null default clock_timestamp(),
        add times integer not null default 1,
        add resume_asked_by operator_name,
        add resolved_at timestamptz,
        add resolved_by operator_name,
        add check (resolved_at is null or resume_asked_by is null),
        add check ((resolved_at is null) = (resolved_by is null));
      create index parked_stream_asked on parked_stream (reader, position) where resume_asked_by is not null;
      grant update (position, because, parked_at, times, resume_asked_by, resolved_at, resolved_by)
        on parked_stream to cap_app;

      -- One row a message, by where it first stood; what it holds stays in Kafka, for it may hold anything. kept_offset is
      -- where its newest copy stands among the dead letters, and kept_at when that was written: a broker that was made
      -- anew counts from 0 again. detail names places and keywords, never content.
      create table dead_letter (
        letter_no bigint generated always as identity primary key,
        provider_id uuid,
        topic text not null,
        partition integer not null,
        "offset" bigint not null,
        kept_offset bigint not null,
        kept_at timestamptz not null,
        reason text not null check (length(reason) <= 100),
        detail text not null check (length(detail) <= 300),
        times integer not null default 1,
        first_seen_at timestamptz not null default clock_timestamp(),
        last_seen_at timestamptz not null default clock_timestamp(),
        status text not null default 'open' check (status in ('open', 'replayed', 'handled')),
        replay_asked_by operator_name,
        replays integer not null default 0,
        last_replay text check (last_replay in ('applied', 'failed-again', 'no-longer-kept')),
        settled_at timestamptz,
        settled_by operator_name,
        unique (topic, partition, "offset"),
        check ((status = 'open') = (settled_at is null)),
        check ((settled_at is null) = (settled_by is null)),
        check (status = 'open' or replay_asked_by is null)
      );
      create index dead_letter_open on dead_letter (letter_no) where status = 'open';
      create index dead_letter_asked on dead_letter (letter_no) where replay_asked_by is not null;
      grant select, insert on dead_letter to cap_app;
      grant update (kept_offset, kept_at, reason, detail, times, last_seen_at, status, replay_asked_by, replays,
        last_replay, settled_at, settled_by) on dead_letter to cap_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      drop table dead_letter;
      revoke update on parked_stream from cap_app;
      alter table parked_stream drop resolved_by, drop resolved_at, drop resume_asked_by, drop times, drop parked_at;
      alter table checkpoint drop halted_since;
      drop domain operator_name;
    `);
  }
}
