import { randomUUID } from 'node:crypto';
import { asId, asInstant, type CommandId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import { appendEvents, readStream, versionConflict } from './log';

const withdrawn: ReferralEvent = { type: 'ReferralWithdrawn', data: { reason: 'no-longer-needed' } };
const metadata = {
  commandId: asId<CommandId>(randomUUID()),
  actorId: 'desk-1',
  actorRole: 'desk',
  at: asInstant('2028-01-03T09:00:00Z'),
} as const;

describe('append', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await createDataSource({ url: database.appUrl }).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const append = (id: string, expected: number, events: readonly ReferralEvent[] = [withdrawn]) =>
    appendEvents(dataSource.manager, { type: 'referral', id }, expected, events, metadata);
  const conflict = expect.objectContaining({ driverError: expect.objectContaining({ code: versionConflict }) });

  it('gives a stream back as it was written: versions from 1, in order, with who did it and when', async () => {
    const id = randomUUID();
    const returned: ReferralEvent = {
      type: 'ReferralReturned',
      data: { reason: 'safety-unclear', explanationId: null },
    };
    expect(await append(id, 0, [returned, withdrawn])).toBe(2);
    expect(await readStream(dataSource.manager, 'referral', id)).toEqual({
      version: 2,
      events: [returned, withdrawn],
      metadata: [metadata, metadata],
    });
  });

  it('gives an event of a retired shape in its newest, as it was written stays in the log', async () => {
    const id = randomUUID();
    const old = { stayId: randomUUID(), plannedFrom: '2028-01-10' };
    const row = async () =>
      await dataSource.query<object[]>('select data, metadata from event where stream_id = $1 order by version', [id]);
    await dataSource.query(`select append_events('young-person', $1, 0, $2, $3)`, [
      id,
      JSON.stringify([{ type: 'StayPlanned', data: old }]),
      JSON.stringify(metadata),
    ]);
    const newest = { type: 'StayPlanned', data: { ...old, acceptedOn: '2028-01-03' } } as never;
    await appendEvents(dataSource.manager, { type: 'young-person', id }, 1, [newest], metadata);
    const { events, metadata: told } = await readStream(dataSource.manager, 'young-person', id);
    expect(events).toEqual([newest, newest]);
    expect(told).toEqual([metadata, metadata]);
    expect(await row()).toEqual([
      { data: old, metadata },
      { data: { ...old, acceptedOn: '2028-01-03' }, metadata: { ...metadata, shapes: { StayPlanned: 2 } } },
    ]);
  });

  it('gives version 0 and no events for a stream that does not exist', async () => {
    expect(await readStream(dataSource.manager, 'referral', randomUUID())).toMatchObject({ version: 0, events: [] });
  });

  it.each([
    ['must not exist, but does', 0],
    ['is older', 1],
    ['is ahead', 3],
    ['is negative', -1],
  ])('refuses an expected version that %s, and writes nothing', async (_, expected) => {
    const id = randomUUID();
    await append(id, 0, [withdrawn, withdrawn]);
    await expect(append(id, expected)).rejects.toEqual(conflict);
    expect((await readStream(dataSource.manager, 'referral', id)).version).toBe(2);
  });

  it('refuses to append after version 1 of a stream that does not exist', async () => {
    await expect(append(randomUUID(), 1)).rejects.toEqual(conflict);
  });

  it.each([0, 1])('lets one of two win that append at version %d at once; the other gets CAPV1', async (version) => {
    const id = randomUUID();
    if (version === 1) await append(id, 0);
    const outcomes = await Promise.allSettled([append(id, version), append(id, version)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: conflict });
    expect((await readStream(dataSource.manager, 'referral', id)).version).toBe(version + 1);
  });

  it('keeps streams of different types with the same id apart', async () => {
    const id = randomUUID();
    await append(id, 0);
    expect((await readStream(dataSource.manager, 'finding', id)).version).toBe(0);
  });
});

describe('append-only by privilege: the role of the application', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await createDataSource({ url: database.appUrl, poolSize: 1 }).initialize();
    await appendEvents(dataSource.manager, { type: 'referral', id: randomUUID() }, 0, [withdrawn], metadata);
    await dataSource.query('select sequence_log()');
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it.each([
    `insert into event (stream_type, stream_id, version, type, data, metadata)
       values ('referral', gen_random_uuid(), 1, 'ReferralWithdrawn', '{}', '{}')`,
    `update event set data = '{}'`,
    'delete from event',
    'truncate event cascade',
    'insert into log_order select 2, insert_no from event',
    'update log_order set position = position + 1',
    'delete from log_order',
    'truncate log_order',
    'insert into log_pending values (99)',
    'delete from log_pending',
    'alter table event disable trigger all',
    'drop table log_order',
  ])('may not: %s', async (statement) => {
    await expect(dataSource.query(statement)).rejects.toMatchObject({ driverError: { code: '42501' } });
    const [counted] = await dataSource.query<object[]>('select count(*) as events from event');
    expect(counted).toEqual({ events: 1 });
  });
});
