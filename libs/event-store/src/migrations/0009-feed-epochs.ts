import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The rows of a feed say of which epoch they are, so that those of the next can be written beside those that are read.
 * Which epoch is read stands in the feed's head: changing it there changes all at once.
 */
export class FeedEpochs0009 implements MigrationInterface {
  readonly name = 'FeedEpochs0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      alter table feed_row add column epoch bigint;
      update feed_row set epoch = feed_head.epoch from feed_head where feed_head.feed = feed_row.feed;
      alter table feed_row alter column epoch set not null;
      alter table feed_row drop constraint feed_row_pkey, add primary key (feed, epoch, scope, row_id);
      drop index feed_row_change, feed_row_any_scope, feed_row_of_row;
      create index feed_row_change on feed_row (feed, epoch, scope, change_no);
      create index feed_row_any_scope on feed_row (feed, epoch, change_no);
      create index feed_row_of_row on feed_row (feed, epoch, row_id) where not gone;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      delete from feed_row using feed_head where feed_head.feed = feed_row.feed and feed_head.epoch <> feed_row.epoch;
      alter table feed_row drop column epoch, add primary key (feed, scope, row_id);
      create index feed_row_change on feed_row (feed, scope, change_no);
      create index feed_row_any_scope on feed_row (feed, change_no);
      create index feed_row_of_row on feed_row (feed, row_id) where not gone;
    `);
  }
}
