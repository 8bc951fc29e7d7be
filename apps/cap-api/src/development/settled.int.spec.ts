import { randomUUID } from 'node:crypto';
import { asId, asInstant, type CommandId, type Position, type ReferrerId } from '@cap/contracts';
import { createDataSource, UnitOfWork } from '@cap/event-store';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { UnitIndex } from '@cap/use-cases';
import type { DataSource } from 'typeorm';
import { untilSettled } from './settled';

class EmptyIndex extends UnitIndex {
  readonly ageMs = 0;
  readonly position: Position = '1:0';
  units = () => [];
}

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

const waitingFor = async () => (await untilSettled(dataSource, new EmptyIndex(), 0)).waitingFor;

describe('whether all is settled', () => {
  it('a worker that still starts has read nothing: that is waited for, however little there is to read', async () => {
    expect(await waitingFor()).not.toContain('referral-list');
    const referrerId = asId<ReferrerId>(randomUUID());
    const actor = { actorId: 'administrator-1', role: 'administrator', organisationId: null } as const;
    const commandId = asId<CommandId>(randomUUID());
    await dataSource.transaction((manager) =>
      new UnitOfWork(manager, asInstant('2028-01-03T08:00:00Z'), actor, commandId).append('referrer', referrerId, 0, [
        { type: 'ReferrerRegistered', data: { referrerId, referrerType: 'judiciary', municipality: null } },
      ]),
    );
    const followers = ['referral-list', 'proposal-list', 'stay-list', 'finding-list', 'reactions'];
    expect(await waitingFor()).toEqual(expect.arrayContaining(followers));
    for (const reader of followers)
      await dataSource.query('insert into checkpoint (reader, position) values ($1, 1)', [reader]);
    expect(await waitingFor()).not.toEqual(expect.arrayContaining(['reactions']));
  });

  it('a relay is waited for while a process has that role, and not when it is off', async () => {
    await dataSource.query(
      `insert into process (process_id, kind, roles, pid) values (gen_random_uuid(), 'cap-worker', '{clock,relay}', 1)`,
    );
    expect(await waitingFor()).toContain('relay');
    await dataSource.query(`insert into checkpoint (reader, position, waiting_for) values ('relay', 0, 'the broker')`);
    expect(await waitingFor()).toContain('relay (waiting for the broker)');
    await dataSource.query('delete from process');
    expect((await waitingFor()).filter((name) => name.startsWith('relay'))).toEqual([]);
  });
});
