import { randomUUID } from 'node:crypto';
import { createDataSource } from '@cap/event-store';
import {
  BatchConsumer,
  createAdmin,
  createKafka,
  createProducer,
  deadLetterTopic,
  ensureTopics,
  originOf,
  recordsAt,
  replyTopic,
  reportTopic,
} from '@cap/kafka';
import { eventually, freshDatabase, kafkaForTests, type TestDatabase } from '@cap/testing';
import { DataSource } from 'typeorm';
import { registerProvider, reportMessage, secondsAgo, TopicReader, type TestProvider } from './provider.fixture';
import { ReportApplier } from './report-applier';
import { ReportIntake } from './report-intake';

const { brokers, prefix } = kafkaForTests();
const kafka = createKafka({ brokers, clientId: 'spec' });
const admin = createAdmin(kafka);
const producer = createProducer(kafka);
const log = { warn: jest.fn(), error: jest.fn() };
const stops: (() => Promise<void>)[] = [];
let database: TestDatabase;
let dataSource: DataSource;
let owner: DataSource;
let intake: ReportIntake;
let provider: TestProvider;
let topic: string;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 3 }).initialize();
  owner = await createDataSource({ url: database.adminUrl, poolSize: 1 }).initialize();
  await Promise.all([admin.connect(), producer.connect()]);
  intake = new ReportIntake(
    new ReportApplier(dataSource),
    producer,
    'urn:nld:oin:00000000000000000000:systeem:cap',
    log,
  );
});

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await Promise.all([admin.disconnect(), producer.disconnect(), dataSource?.destroy(), owner?.destroy()]);
  await database?.drop();
});

beforeEach(async () => {
  log.warn.mockClear();
  provider = await registerProvider(dataSource);
  topic = reportTopic(provider.providerId);
  await ensureTopics(admin, [topic, replyTopic(provider.providerId), deadLetterTopic]);
});

/** A member of a group that hands batches to the intake, in its own way. */
const consume = async (
  group: string,
  handle: (deliver: () => Promise<void>) => Promise<void>,
): Promise<BatchConsumer> => {
  const consumer = new BatchConsumer(
    kafka,
    { groupId: prefix + group },
    (batch) => handle(() => intake.handle(batch)),
    log,
  );
  stops.push(() => consumer.stop());
  await consumer.follow([topic]);
  return consumer;
};
const readAll = async (name: string, from: string): Promise<TopicReader> => {
  const reader = new TopicReader(kafka, prefix + name);
  stops.push(() => reader.stop());
  await reader.read(from);
  return reader;
};
/** Everything that reports leave in the database, but for what only says that a unit was looked at. */
const traces = async (): Promise<unknown> => ({
  standing: await dataSource.query('select * from unit_report order by unit_id'),
  history: await dataSource.query('select * from unit_report_history order by unit_id, observed_at, report_id'),
  receipts: await dataSource.query('select * from report_receipt order by report_id'),
});
const occupied = async (): Promise<number[]> => {
  const rows = await dataSource.query<{ occupied: number }[]>(
    'select occupied from unit_report where unit_id = any($1) order by occupied',
    [provider.unitIds],
  );
  return rows.map((row) => row.occupied);
};

it('changes nothing twice when it dies between the commit in the database and that of the offset', async () => {
  const [one, two] = provider.unitIds;
  await producer.send({
    topic,
    messages: [
      reportMessage({ unitId: one, occupied: 4, observedAt: secondsAgo(40) }),
      reportMessage({ unitId: one, occupied: 5, observedAt: secondsAgo(30) }),
      reportMessage({ unitId: one, occupied: 3, observedAt: secondsAgo(50) }),
      reportMessage({ unitId: two, occupied: 9 }),
    ],
  });
  let deliveries = 0;
  let afterFirst: unknown;
  await consume('dying', async (deliver) => {
    await deliver();
    if (++deliveries > 1) return;
    afterFirst = await traces();
    throw new Error('Dead before the offset was committed.');
  });
  await eventually('the second delivery', () => deliveries === 2);
  expect(await occupied()).toEqual([5]);
  expect(await traces()).toEqual(afterFirst);
  const replies = await readAll('replies', replyTopic(provider.providerId));
  await eventually('both answers', () => replies.messages.length === 2);
  // The refusal is answered twice: at least once, with one id.
  expect(new Set(replies.events.map(({ id }) => id)).size).toBe(1);
});

it('puts aside the one report that cannot be handled, and applies the others of its batch', async () => {
  const [one, two, three] = provider.unitIds;
  await owner.query(`
    create function fail_here() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$;
    create trigger planted before insert on unit_report for each row when (new.unit_id = '${two}') execute function fail_here()`);
  await producer.send({ topic, messages: [one, two, three].map((unitId) => reportMessage({ unitId, occupied: 6 })) });
  let done = 0;
  await consume('poison', (deliver) => deliver().then(() => void done++));
  await eventually('the batch is handled', () => done === 1);
  expect(await occupied()).toEqual([6, 6]);
  const dead = await readAll('poison-dead', deadLetterTopic);
  const letter = await eventually('the dead letter', () => dead.messages.find(({ key }) => String(key) === two));
  expect(String(letter.headers!['cap_dead_letter_reason'])).toBe('handling-failed');
});

it('keeps reports waiting, and puts none aside, while the database cannot take them', async () => {
  const [unitId] = provider.unitIds;
  await owner.query('alter table report_receipt rename to report_receipt_away');
  await producer.send({ topic, messages: [reportMessage({ unitId, occupied: 2 })] });
  let failed = 0;
  let done = 0;
  const consuming = consume('waiting', (deliver) =>
    deliver().then(
      () => void done++,
      (error: unknown) => {
        failed++;
        throw error;
      },
    ),
  );
  await eventually('a delivery failed', () => failed > 0);
  await owner.query('alter table report_receipt_away rename to report_receipt');
  await eventually('the batch is handled', () => done === 1);
  await consuming;
  expect(await occupied()).toEqual([2]);
  expect(log.warn).not.toHaveBeenCalledWith('A message goes to the dead letters.', expect.anything());
});

it('tells a reused id from a repeated one, over Kafka too (CPY-3)', async () => {
  const [unitId] = provider.unitIds;
  const id = randomUUID();
  const report = { unitId, occupied: 4, observedAt: secondsAgo(40) };
  const messages = [report, report, { ...report, occupied: 5 }].map((each) => reportMessage(each, { id }));
  await producer.send({ topic, messages });
  let done = 0;
  await consume('reused', (deliver) => deliver().then(() => void done++));
  await eventually('the batch is handled', () => done === 1);
  expect(await occupied()).toEqual([4]);
  const replies = await readAll('reused-replies', replyTopic(provider.providerId));
  await eventually('the answer', () => replies.messages.length > 0);
  expect(replies.events.map(({ data }) => data['code'])).toEqual(['report-id-reused']);
});

it('has put aside all that it cannot handle when it resolves, each with where it stood: then the offset may go', async () => {
  const highest = () =>
    eventually('the topic has a leader', async () => Number((await admin.fetchTopicOffsets(deadLetterTopic))[0]!.high));
  const unreadable = (offset: string) => ({
    offset,
    key: null,
    value: Buffer.from('?'),
    headers: {},
    timestamp: '0',
    attributes: 0,
  });
  const before = await highest();
  await intake.handle({ topic, partition: 0, messages: ['7', '8', '9'].map(unreadable) });
  const added = Array.from({ length: (await highest()) - before }, (_, index) => String(before + index));
  const letters = [...(await recordsAt(kafka, deadLetterTopic, added)).values()].map(originOf);
  const ours = letters.filter((origin) => origin?.topic === topic);
  expect(ours.map((origin) => origin!.offset)).toEqual(['7', '8', '9']);
});
