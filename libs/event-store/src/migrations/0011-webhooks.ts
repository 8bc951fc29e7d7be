import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Subscribers who get what leaves the house over HTTP, each with its own place in the log. The secret is sealed under a key
 * from the master key. Tries and pauses are in real time: they say how somebody's server does, not what happened in the region.
 */
export class Webhooks0011 implements MigrationInterface {
  readonly name = 'Webhooks0000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      create table webhook (
        webhook_id uuid primary key,
        name text not null,
        url text not null,
        topics text[] not null check (cardinality(topics) > 0),
        sealed_secret bytea not null,
        position bigint not null check (position >= 0),
        failures integer not null default 0,
        last_failure text,
        next_try_at timestamptz not null default '-infinity',
        paused_because text check (paused_because in ('failing', 'asked')),
        paused_at timestamptz,
        check ((paused_at is null) = (paused_because is null))
      );
      grant select, insert on webhook to cap_app;
      grant update (position, failures, last_failure, next_try_at, paused_because, paused_at) on webhook to cap_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table webhook');
  }
}
