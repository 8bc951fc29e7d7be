import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createDataSource } from '@cap/event-store';
import { consumerLag, createAdmin, createKafka, createProducer, replyTopic, reportTopic } from '@cap/kafka';
import { eventually, freshDatabase, kafkaForTests, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { registerProvider, reportMessage, secondsAgo, TopicReader, type TestProvider } from './provider.fixture';

const { brokers, prefix } = kafkaForTests();
const kafka = createKafka({ brokers, clientId: 'spec' });
const admin = createAdmin(kafka);
const producer = createProducer(kafka);
const group = `${prefix}killed`;
let database: TestDatabase;
let dataSource: DataSource;
let provider: TestProvider;
const workers: ChildProcess[] = [];

/** The worker as it runs in production, from its build. */
const startWorker = (): ChildProcess => {
  const worker = fork(join(__dirname, '../dist/main.js'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, DATABASE_URL: database.appUrl, KAFKA_BROKERS: brokers.join(','), CAP_REPORTS_GROUP: group },
  });
  workers.push(worker);
  return worker;
};
const ended = async (worker: ChildProcess): Promise<number | null> => {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
  return worker.exitCode;
};
const topic = (): string => reportTopic(provider.providerId);
const receipts = async (): Promise<number> => {
  const [row] = await dataSource.query<[{ count: number }]>('select count(*)::int as count from report_receipt');
  return row.count;
};

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 1 }).initialize();
  provider = await registerProvider(dataSource, 20);
  await Promise.all([admin.connect(), producer.connect()]);
});

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await Promise.all(workers.map(ended));
  await Promise.all([admin.disconnect(), producer.disconnect(), dataSource?.destroy()]);
  await database?.drop();
});

it('loses nothing and doubles nothing when it is killed in the middle of many reports', async () => {
  const first = startWorker();
  await eventually('the topic', async () => (await admin.listTopics()).includes(topic()), { within: 30_000 });
  const refused = new Set<string>();
  for (let n = 0; n < 40; n++) {
    const wrong = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    refused.add(wrong);
    const good = Array.from({ length: 99 }, (_, k) =>
      reportMessage({ unitId: provider.unitIds[k % 20]!, occupied: k % 7, observedAt: secondsAgo(9000 - 100 * n - k) }),
    );
    await producer.send({
      topic: topic(),
      messages: [...good, reportMessage({ unitId: provider.unitIds[0], occupied: 9 }, { id: wrong })],
    });
    if (n === 10) await eventually('it is at work', async () => (await receipts()) > 0);
    if (n === 12) first.kill('SIGKILL');
  }
  await ended(first);
  const second = startWorker();
  await eventually('all are handled', async () => (await consumerLag(admin, group, topic())) === 0, { within: 60_000 });

  expect(await receipts()).toBe(40 * 99);
  const replies = new TopicReader(kafka, `${prefix}replies`);
  await replies.read(replyTopic(provider.providerId));
  const answered = () => new Set(replies.events.map(({ data }) => data['reportId']));
  await eventually('all answers', () => answered().size >= refused.size);
  expect(answered()).toEqual(refused);
  expect(new Set(replies.events.map(({ id }) => id)).size).toBe(refused.size);
  await replies.stop();

  second.kill('SIGTERM');
  expect(await ended(second)).toBe(0);
});

it('ends when the process that started it is gone', async () => {
  const worker = startWorker();
  await eventually(
    'it is up',
    async () => (await dataSource.query<unknown[]>('select from process where pid = $1', [worker.pid])).length,
  );
  worker.disconnect();
  expect(await ended(worker)).toBe(0);
});
