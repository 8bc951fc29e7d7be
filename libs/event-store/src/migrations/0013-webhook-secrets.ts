import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A subscriber can get another secret: for a day what is sent is signed under both. And each resumption has a number, so that
 * what was on its way before it moves no place after it. Real time, as of tries and pauses.
 */
export class WebhookSecrets0013 implements MigrationInterface {
  readonly name = 'WebhookSecrets0000000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      alter table webhook
        add column former_sealed_secret bytea,
        add column former_until timestamptz,
        add column resumptions integer not null default 0,
        add check ((former_sealed_secret is null) = (former_until is null));
      grant update (sealed_secret, former_sealed_secret, former_until, resumptions) on webhook to cap_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table webhook drop column former_sealed_secret, drop column former_until, drop column resumptions',
    );
  }
}
