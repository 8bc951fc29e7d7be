import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the lists of proposals and stays must hold to say what can be done with each row, and the perspective of an
 * inherited stay. The log tells it of old rows too: both are made again from its beginning.
 */
export class ListActions0010 implements MigrationInterface {
  readonly name = 'ListActions0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      ${emptied}
      alter table proposal_list add column stay_has_started boolean not null;
      create index proposal_list_of_stay on proposal_list (stay_id);
      alter table stay_list add column perspective text, add column running_beside text[] not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
      ${emptied}
      alter table stay_list drop column running_beside, drop column perspective;
      drop index proposal_list_of_stay;
      alter table proposal_list drop column stay_has_started;
    `);
  }
}

const emptied = /* sql */ `
  truncate proposal_list, proposal_list_referral, stay_list;
  delete from checkpoint where reader in ('proposal-list', 'stay-list');
`;
