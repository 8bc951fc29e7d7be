import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log and what commits with it. `cap_app`, the application's role, may read the log but not write it: the one
 * way in is `append_events`, which enforces the expected version for every mode. Nobody may update or delete an event.
 */
export class Log0001 implements MigrationInterface {
  readonly name = 'Log0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      revoke create on schema public from public;
      grant usage on schema public to cap_app;

      create table event (
        insert_no bigint generated always as identity primary key,
        stream_type text not null,
        stream_id uuid not null,
        version integer not null check (version > 0),
        type text not null,
        data jsonb not null,
        metadata jsonb not null,
        unique (stream_type, stream_id, version)
      );
      create table log_pending (insert_no bigint primary key);
      create table log_order (position bigint primary key, insert_no bigint not null unique references event);
      grant select on event, log_pending, log_order to cap_app;

      -- Expected version 0 means: the stream must not exist. Wrong versions raise CAPV1, so that the caller decides anew.
      create function append_events(p_stream_type text, p_stream_id uuid, p_expected integer, p_events jsonb, p_metadata jsonb)
      returns integer language plpgsql security definer set search_path = public as $$
      declare current_version integer;
      begin
        select coalesce(max(version), 0) into current_version
          from event where stream_type = p_stream_type and stream_id = p_stream_id;
        if current_version <> p_expected then
          raise exception 'stream % % is at version %, expected %', p_stream_type, p_stream_id, current_version, p_expected
            using errcode = 'CAPV1';
        end if;
        with added as (
          insert into event (stream_type, stream_id, version, type, data, metadata)
          select p_stream_type, p_stream_id, p_expected + ordinality, item->>'type', item->'data', p_metadata
            from jsonb_array_elements(p_events) with ordinality as list(item, ordinality)
           order by ordinality
          returning insert_no)
        insert into log_pending select insert_no from added;
        return p_expected + jsonb_array_length(p_events);
      exception when unique_violation then
        raise exception 'stream % % was appended to at the same time', p_stream_type, p_stream_id using errcode = 'CAPV1';
      end $$;

      -- Positions are given after the commit. Whoever holds the try-lock moves what is committed, in insertion order, in
      -- one statement: a snapshot that sees version n + 1 of a stream sees version n. Returns how many it moved.
      create function sequence_log() returns integer language plpgsql security definer set search_path = public as $$
      declare moved integer;
      begin
        if not pg_try_advisory_xact_lock(7001) then return 0; end if;
        with taken as (delete from log_pending returning insert_no)
        insert into log_order (position, insert_no)
        select (select coalesce(max(position), 0) from log_order) + row_number() over (order by insert_no), insert_no
          from taken;
        get diagnostics moved = row_count;
        return moved;
      end $$;

      -- One row per command that was carried out. A refused command leaves none: it rolls back.
      create table command (
        actor_id text not null,
        command_id uuid not null,
        field_hmacs jsonb not null,
        answer jsonb,
        at timestamptz not null,
        primary key (actor_id, command_id)
      );
      grant select, insert on command to cap_app;
      grant update (answer) on command to cap_app;

      create table deadline (
        deadline_id uuid primary key,
        kind text not null,
        stream_type text not null,
        stream_id uuid not null,
        reference uuid not null,
        due_at timestamptz not null,
        settled_at timestamptz,
        outcome text check (outcome in ('fired', 'cleared')),
        check ((settled_at is null) = (outcome is null)),
        unique (kind, reference)
      );
      create index deadline_due on deadline (due_at) where settled_at is null;
      grant select, insert on deadline to cap_app;
      grant update (due_at, settled_at, outcome) on deadline to cap_app;

      create table checkpoint (
        reader text primary key,
        position bigint not null,
        halted_at bigint,
        halted_because text
      );
      grant select, insert, update on checkpoint to cap_app;

      -- Whether anything is new to a reader, once the committed events have their positions.
      create function reader_is_behind(p_reader text) returns boolean language plpgsql as $$
      begin
        perform sequence_log();
        return coalesce((select max(position) from log_order), 0)
             > coalesce((select position from checkpoint where reader = p_reader), 0);
      end $$;

      -- Leases run on real time: they are about processes, not about business.
      create table lease (name text primary key, holder uuid not null, until timestamptz not null);
      grant select, insert, update on lease to cap_app;

      create table process (
        process_id uuid primary key,
        kind text not null,
        roles text[] not null,
        pid integer not null,
        address text,
        started_at timestamptz not null default clock_timestamp(),
        seen_at timestamptz not null default clock_timestamp()
      );
      grant select, insert, update, delete on process to cap_app;

      create table business_clock (
        one_row boolean primary key default true check (one_row),
        stepped_to timestamptz
      );
      insert into business_clock default values;
      grant select on business_clock to cap_app;
      grant update (stepped_to) on business_clock to cap_app;
      create function business_instant() returns timestamptz language sql volatile as
        $$ select coalesce(stepped_to, clock_timestamp()) from business_clock $$;

      -- A repeat waits here for the first to end, and then reads what it answered.
      create function begin_command(p_actor text, p_command uuid, p_hmacs jsonb)
      returns table (is_new boolean, field_hmacs jsonb, answer jsonb, at timestamptz) language plpgsql as $$
      declare instant timestamptz := business_instant();
      begin
        insert into command (actor_id, command_id, field_hmacs, at) values (p_actor, p_command, p_hmacs, instant)
          on conflict do nothing;
        if found then
          return query select true, p_hmacs, null::jsonb, instant;
        else
          return query select false, c.field_hmacs, c.answer, c.at
            from command c where c.actor_id = p_actor and c.command_id = p_command;
        end if;
      end $$;

      -- Reactions put aside a stream whose event they cannot handle; the others go on.
      create table parked_stream (
        reader text not null,
        stream_type text not null,
        stream_id uuid not null,
        position bigint not null,
        because text not null,
        primary key (reader, stream_type, stream_id)
      );
      grant select, insert on parked_stream to cap_app;

      -- A feed holds the newest state of each row in each scope: snapshot and resumption are the same query.
      create table feed_head (feed text primary key, epoch bigint not null, change_no bigint not null);
      create table feed_row (
        feed text not null,
        scope text not null,
        row_id text not null,
        change_no bigint not null,
        gone boolean not null,
        body jsonb,
        primary key (feed, scope, row_id)
      );
      create index feed_row_change on feed_row (feed, scope, change_no);
      create index feed_row_any_scope on feed_row (feed, change_no);
      grant select, insert, update on feed_head to cap_app;
      grant select, insert, update, delete on feed_row to cap_app;

      -- Which invented region a development instance holds; empty in production.
      create table development_instance (the_one boolean primary key default true check (the_one), seed integer not null);
      grant select, insert on development_instance to cap_app;

      create sequence referral_number;
      grant usage on sequence referral_number to cap_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The log is never taken down. Restore a backup instead.'));
  }
}
