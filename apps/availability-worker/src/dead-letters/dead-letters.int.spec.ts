import { randomUUID } from 'node:crypto';
import {
  askReplay,
  createDataSource,
  listDeadLetters,
  markHandled,
  openDeadLetters,
  type DeadLetter,
} from '@cap/event-store';
import {
  BatchConsumer,
  consumerLag,
  createAdmin,
  createKafka,
  createProducer,
  deadLetterTopic,
  ensureTopics,
  replyTopic,
  reportTopic,
  type Message,
} from '@cap/kafka';
import { JsonLogger } from '@cap/platform';
import { eventually, freshDatabase, kafkaForTests, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { registerProvider, reportMessage, TopicReader, type TestProvider } from '../provider.fixture';
import { ReportApplier } from '../report-applier';
import { ReportIntake } from '../report-intake';
import { DeadLetterReplay } from './dead-letter-replay';
import { DeadLetters } from './dead-letters';

const { brokers, prefix } = kafkaForTests();
const kafka = createKafka({ brokers, clientId: 'spec' });
const admin = createAdmin(kafka);
const producer = createProducer(kafka);
const log = new JsonLogger('spec', () => undefined);
const operator = 'operator-1';
const stops: (() => Promise<void>)[] = [];
let database: TestDatabase;
let dataSource: DataSource;
let owner: DataSource;
let provider: TestProvider;
let topic: string;
let intake: ReportIntake;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 4 }).initialize();
  owner = await createDataSource({ url: database.adminUrl, poolSize: 1 }).initialize();
  await Promise.all([admin.connect(), producer.connect()]);
  await ensureTopics(admin, [deadLetterTopic]);
  const source = 'urn:nld:oin:00000000000000000000:systeem:cap';
  intake = new ReportIntake(new ReportApplier(dataSource), producer, source, log);
  const letters = new DeadLetters(dataSource, kafka, intake, `${prefix}letters`, log);
  stops.push(() => letters.stop());
  await letters.start();
});
beforeEach(async () => {
  provider = await registerProvider(dataSource);
  topic = reportTopic(provider.providerId);
  await ensureTopics(admin, [topic, replyTopic(provider.providerId)]);
  const handle = new BatchConsumer(kafka, { groupId: `${prefix}${topic}` }, (batch) => intake.handle(batch), log);
  stops.push(() => handle.stop());
  await handle.follow([topic]);
});
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await Promise.all([admin.disconnect(), producer.disconnect(), dataSource?.destroy(), owner?.destroy()]);
  await database?.drop();
});

const send = (...messages: Message[]) => producer.send({ topic, messages });
const all = async (): Promise<DeadLetter[]> =>
  (await listDeadLetters(dataSource, { which: 'all', limit: 10_000 })).filter((letter) => letter.topic === topic);
const letterWhere = (label: string, fits: (letter: DeadLetter) => boolean) =>
  eventually(label, async () => (await all()).find(fits), { within: 20_000 });
const occupiedOf = async (unitId: string): Promise<number | undefined> => {
  const sql = 'select occupied from unit_report where unit_id = $1';
  return (await dataSource.query<{ occupied: number }[]>(sql, [unitId]))[0]?.occupied;
};
const historyOf = (unitId: string) =>
  dataSource.query<object[]>('select occupied from unit_report_history where unit_id = $1', [unitId]);

/** The database cannot take reports of one unit, until it is repaired. */
async function breakFor(unitId: string): Promise<() => Promise<unknown>> {
  const name = `"broken ${unitId}"`;
  await owner.query(`alter table unit_report add constraint ${name} check (unit_id <> '${unitId}') not valid`);
  return () => owner.query(`alter table unit_report drop constraint ${name}`);
}

describe('a message that cannot be handled', () => {
  it('stands in the table with where it came from and why, without what it held', async () => {
    const [unitId] = provider.unitIds;
    const value = '{"unitId": "Kanarie Geelveer"';
    await send({ key: unitId, value, headers: { traceparent: 'Kanarie Geelveer' } }, reportMessage({ unitId }));
    const letter = await letterWhere('the letter is kept', () => true);
    expect(letter).toMatchObject({
      providerId: provider.providerId,
      topic,
      partition: 0,
      offset: '0',
      reason: 'not-a-cloudevent',
      times: 1,
      status: 'open',
      replays: 0,
      lastReplay: null,
    });
    expect(JSON.stringify(letter)).not.toContain('Kanarie');
    await eventually('the other one stands', async () => (await occupiedOf(unitId)) === 5);
    expect(await openDeadLetters(dataSource)).toBeGreaterThan(0);
  });

  it('is one letter, however often it is put aside and read', async () => {
    await send({ key: 'x', value: 'x' });
    await letterWhere('the letter is kept', () => true);
    const messages = [{ offset: '0', key: null, value: Buffer.from('x'), headers: {}, timestamp: '', attributes: 0 }];
    await intake.handle({ topic, partition: 0, messages });
    expect(await letterWhere('it came again', ({ times }) => times === 2)).toMatchObject({ status: 'open' });
    const again = new DeadLetters(dataSource, kafka, intake, `${prefix}anew`, log);
    await again.start();
    await eventually('the second group has read all', async () => {
      return (await consumerLag(admin, `${prefix}anew`, deadLetterTopic)) === 0;
    });
    await again.stop();
    expect((await all()).map(({ times }) => times)).toEqual([2]);
  });

  it('that is marked as handled stays so, with who did it and when', async () => {
    await send({ key: 'x', value: 'x' });
    const { letterNo } = await letterWhere('the letter is kept', () => true);
    expect(await markHandled(dataSource, letterNo, operator)).toBe(true);
    expect(await markHandled(dataSource, letterNo, 'another')).toBe(false);
    expect(await askReplay(dataSource, [letterNo], operator)).toEqual([]);
    const [row] = await dataSource.query<object[]>(
      'select status, settled_by, settled_at is not null as settled from dead_letter where letter_no = $1',
      [letterNo],
    );
    expect(row).toEqual({ status: 'handled', settled_by: operator, settled: true });
  });
});

describe('a replay', () => {
  it('applies the report once what ailed it is repaired; till then the letter stays open', async () => {
    const [unitId, other] = provider.unitIds;
    const repair = await breakFor(unitId);
    await send(reportMessage({ unitId, occupied: 4 }), reportMessage({ unitId: other, occupied: 2 }));
    const { letterNo } = await letterWhere('the letter is kept', ({ reason }) => reason === 'handling-failed');
    expect(await askReplay(dataSource, [letterNo], operator)).toEqual([letterNo]);
    const failed = await letterWhere('it failed again', ({ replays }) => replays === 1);
    expect(failed).toMatchObject({ status: 'open', lastReplay: 'failed-again', times: 2, replayAsked: false });
    expect(await occupiedOf(unitId)).toBeUndefined();
    expect(await occupiedOf(other)).toBe(2);

    await repair();
    await askReplay(dataSource, [letterNo], operator);
    expect(await letterWhere('it is replayed', ({ status }) => status === 'replayed')).toMatchObject({
      replays: 2,
      lastReplay: 'applied',
    });
    expect(await occupiedOf(unitId)).toBe(4);
  });

  it('has one effect when two workers do it at once, and when the message came again by itself', async () => {
    const [unitId] = provider.unitIds;
    const repair = await breakFor(unitId);
    const message = reportMessage({ unitId, occupied: 3 }, { id: randomUUID() });
    await send(message);
    const { letterNo } = await letterWhere('the letter is kept', () => true);
    await repair();
    await send(message);
    await eventually('it stands', async () => (await occupiedOf(unitId)) === 3);
    const before = await historyOf(unitId);
    await askReplay(dataSource, [letterNo], operator);
    await Promise.all([1, 2].map(() => new DeadLetterReplay(dataSource, kafka, intake).pass()));
    expect(await letterWhere('it is replayed', ({ status }) => status === 'replayed')).toMatchObject({ replays: 1 });
    expect(await historyOf(unitId)).toEqual(before);
  });

  it('of a report that is refused answers its provider, as for any report (CPY-2)', async () => {
    const [unitId] = provider.unitIds;
    const repair = await breakFor(unitId);
    const id = randomUUID();
    await send(reportMessage({ unitId, occupied: 5 }, { id }));
    const { letterNo } = await letterWhere('the letter is kept', () => true);
    await repair();
    await dataSource.query('update unit set ceiling = 4 where unit_id = $1', [unitId]);
    await askReplay(dataSource, [letterNo], operator);
    await letterWhere('it is replayed', ({ status }) => status === 'replayed');
    const replies = new TopicReader(kafka, `${prefix}replies`);
    stops.push(() => replies.stop());
    await replies.read(replyTopic(provider.providerId));
    await eventually('the answer', () => replies.events.find(({ data }) => data['reportId'] === id));
  });

  it('takes a message that was too large to be kept from where it came', async () => {
    const [unitId] = provider.unitIds;
    const repair = await breakFor(unitId);
    const report = reportMessage({ unitId, occupied: 1 });
    await send({ ...report, headers: { ...report.headers, padding: 'x'.repeat(950_000) } });
    const { letterNo } = await letterWhere('the letter is kept', ({ detail }) => detail.includes('Too large'));
    await repair();
    await askReplay(dataSource, [letterNo], operator);
    await letterWhere('it is replayed', ({ status }) => status === 'replayed');
    expect(await occupiedOf(unitId)).toBe(1);
  });

  it('says so when the message is kept nowhere any more, and leaves the letter open', async () => {
    const [unitId] = provider.unitIds;
    await send({ key: unitId, value: null });
    const { letterNo } = await letterWhere('the letter is kept', ({ reason }) => reason === 'no-value');
    await eventually('the broker forgets it', () =>
      admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '1' }] }).then(() => true),
    );
    await askReplay(dataSource, [letterNo], operator);
    expect(await letterWhere('it was tried', ({ replays }) => replays === 1)).toMatchObject({
      status: 'open',
      lastReplay: 'no-longer-kept',
    });
  });
});

it('the application may not delete a letter, nor what it was', async () => {
  await expect(dataSource.query('delete from dead_letter')).rejects.toThrow('permission denied');
  await expect(dataSource.query(`update dead_letter set topic = 'other'`)).rejects.toThrow('permission denied');
});
