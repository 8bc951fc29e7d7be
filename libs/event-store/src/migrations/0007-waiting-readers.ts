import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reader whose work is outside the database says for whom it waits: the relay for its broker. */
export class WaitingReaders0007 implements MigrationInterface {
  readonly name = 'WaitingReaders0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table checkpoint add column waiting_for text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table checkpoint drop column waiting_for');
  }
}
