import { randomUUID } from 'node:crypto';
import { createDataSource } from '@cap/event-store';
import {
  consumerLag,
  createAdmin,
  createKafka,
  createProducer,
  deadLetterTopic,
  ensureTopics,
  eventFlaws,
  replyTopic,
  reportTopic,
  type Message,
} from '@cap/kafka';
import { figuresAsText, JsonLogger, startTraces, TracesConfig } from '@cap/platform';
import {
  eventually,
  freshDatabase,
  kafkaForTests,
  keepTableBusy,
  TraceReceiver,
  type TestDatabase,
} from '@cap/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { registerProvider, reportMessage, secondsAgo, TopicReader, type TestProvider } from './provider.fixture';
import { WorkerConfig } from './worker.config';
import { WorkerModule } from './worker.module';

const { brokers, prefix } = kafkaForTests();
const group = `${prefix}reports`;
const kafka = createKafka({ brokers, clientId: 'spec' });
const admin = createAdmin(kafka);
const producer = createProducer(kafka);
const readers: TopicReader[] = [];
let database: TestDatabase;
let dataSource: DataSource;
let provider: TestProvider;
let worker: INestApplicationContext;

const send = (to: TestProvider, ...messages: Message[]) =>
  producer.send({ topic: reportTopic(to.providerId), messages });
const handled = (of = provider) =>
  eventually(
    'every report is handled',
    async () => (await consumerLag(admin, group, reportTopic(of.providerId))) === 0,
  );
const reader = async (...topics: string[]): Promise<TopicReader> => {
  const made = new TopicReader(kafka, `${prefix}reader-${readers.length}`);
  readers.push(made);
  await made.read(...topics);
  return made;
};
const occupiedOf = async (unitId: string): Promise<number | undefined> => {
  const [row] = await dataSource.query<{ occupied: number }[]>('select occupied from unit_report where unit_id = $1', [
    unitId,
  ]);
  return row?.occupied;
};

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 2 }).initialize();
  provider = await registerProvider(dataSource, 20);
  await Promise.all([admin.connect(), producer.connect()]);
  const config = Object.assign(new WorkerConfig(), {
    databaseUrl: database.appUrl,
    kafkaBrokers: brokers,
    reportsGroup: group,
  });
  const log = new JsonLogger('spec', () => undefined);
  worker = await NestFactory.createApplicationContext(WorkerModule.with(config, log), { logger: false });
  await eventually('the topics are there', async () =>
    (await admin.listTopics()).includes(reportTopic(provider.providerId)),
  );
});

afterAll(async () => {
  await worker?.close();
  await Promise.all(readers.map((each) => each.stop()));
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  await dataSource?.destroy();
  await database?.drop();
});

it('takes reports in binary and in structured mode, and the newest one wins (CPY-3)', async () => {
  const [one, two] = provider.unitIds;
  await send(
    provider,
    reportMessage({ unitId: one, occupied: 6, observedAt: secondsAgo(10) }),
    reportMessage({ unitId: one, occupied: 1, observedAt: secondsAgo(20) }),
    reportMessage({ unitId: two, occupied: 7, observedAt: secondsAgo(10) }, { mode: 'structured' }),
  );
  await handled();
  expect([await occupiedOf(one), await occupiedOf(two)]).toEqual([6, 7]);
});

it('hears a provider that is registered while it runs within ten seconds', async () => {
  const late = await registerProvider(dataSource);
  const since = Date.now();
  await ensureTopics(admin, [reportTopic(late.providerId)]);
  await send(late, reportMessage({ unitId: late.unitIds[0], occupied: 4 }));
  await eventually('its report stands', async () => (await occupiedOf(late.unitIds[0])) === 4, { within: 10_000 });
  expect(Date.now() - since).toBeLessThan(10_000);
});

it('answers a refusal on the reply topic, with the rule id; the last good report stands (CPY-2)', async () => {
  const [, , unitId] = provider.unitIds;
  const id = randomUUID();
  await send(
    provider,
    reportMessage({ unitId: unitId, occupied: 3, observedAt: secondsAgo(30) }),
    reportMessage({ unitId: unitId, occupied: 9, observedAt: secondsAgo(20) }, { id }),
  );
  const replies = await reader(replyTopic(provider.providerId));
  const reply = await eventually('the answer', () => replies.events.find(({ data }) => data['reportId'] === id));
  expect(reply).toMatchObject({
    type: 'nl.haaglanden.cap.availability-reports.answered.v1',
    key: unitId,
    data: { unitId, outcome: 'refused', rule: 'CPY-2', code: 'report-contradicts-itself' },
  });
  expect(replies.messages.flatMap(eventFlaws)).toEqual([]);
  expect(await occupiedOf(unitId)).toBe(3);
});

it("refuses a report of another provider's unit, whose topic it came on (CPY-1)", async () => {
  const other = await registerProvider(dataSource);
  const id = randomUUID();
  await send(provider, reportMessage({ unitId: other.unitIds[0] }, { id }));
  const replies = await reader(replyTopic(provider.providerId));
  const reply = await eventually('the answer', () => replies.events.find(({ data }) => data['reportId'] === id));
  expect(reply.data).toMatchObject({ rule: 'CPY-1', code: 'unit-of-another-provider' });
  expect(replies.messages.flatMap(eventFlaws)).toEqual([]);
  expect(await occupiedOf(other.unitIds[0])).toBeUndefined();
});

it('tells Prometheus how many messages of a provider wait', async () => {
  const topic = reportTopic(provider.providerId);
  const told = async () => {
    const line = new RegExp(`^cap_reports_behind_messages\\{topic="${topic}"\\} (\\d+)$`, 'm');
    return Number(line.exec(await figuresAsText())?.[1]);
  };
  const busy = await keepTableBusy(database.adminUrl, 'report_receipt');
  const reports = [30, 20, 10].map((ago) => ({ unitId: provider.unitIds[4]!, observedAt: secondsAgo(ago) }));
  await send(provider, ...reports.map((report) => reportMessage(report)));
  await eventually('three wait', async () => (await told()) === 3);
  await busy.letGo();
  await handled();
  await eventually('none waits', async () => (await told()) === 0);
});

it('goes on with the trace of who reports: what became of it, and the answer', async () => {
  const asked = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };
  const receiver = await TraceReceiver.start();
  const stop = await startTraces(
    Object.assign(new TracesConfig(), { tracesEndpoint: receiver.endpoint }),
    'availability-worker',
    { warn: () => undefined },
  );
  const [one, two] = [randomUUID(), randomUUID()];
  const wrong = (id: string) => reportMessage({ unitId: provider.unitIds[5]!, occupied: 9 }, { id });
  const traced = wrong(one);
  await send(provider, {
    ...traced,
    headers: { ...traced.headers, traceparent: `00-${asked.trace}-${asked.span}-01` },
  });
  await send(provider, wrong(two));
  const replies = await reader(replyTopic(provider.providerId));
  const [first, second] = await eventually('both answers', () => {
    const found = [one, two].map((id) => replies.events.find(({ data }) => data['reportId'] === id));
    return found.every((reply) => reply !== undefined) && found;
  });
  await stop();
  await receiver.stop();
  const taken = receiver.spans.find(({ name }) => name === 'take report')!;
  expect(taken).toMatchObject({ traceId: asked.trace, parentSpanId: asked.span });
  expect(taken.attributes).toEqual({ 'cap.outcome': 'refused', 'cap.rule': 'CPY-2' });
  expect(first!.traceparent).toBe(`00-${asked.trace}-${taken.spanId}-01`);
  const batches = receiver.spans.filter(({ name }) => name === 'take reports');
  expect(batches.flatMap(({ links }) => links)).toMatchObject([{ traceId: asked.trace, spanId: asked.span }]);
  expect(batches.map(({ traceId }) => traceId)).toContain(second!.traceparent!.split('-')[1]);
});

it('puts an unreadable message among the dead letters with the reason, as it came, and goes on', async () => {
  const [, , , unitId] = provider.unitIds;
  const unreadable: Message = { key: unitId, value: '{"unitId":', headers: { traceparent: 'kept' } };
  await send(provider, unreadable, reportMessage({ unitId: unitId, occupied: 2 }));
  await handled();
  expect(await occupiedOf(unitId)).toBe(2);
  const dead = await reader(deadLetterTopic);
  const letter = await eventually('the dead letter', () =>
    dead.messages.find((message) => String(message.key) === unitId),
  );
  const headers = Object.fromEntries(Object.entries(letter.headers!).map(([name, value]) => [name, String(value)]));
  expect(String(letter.value)).toBe('{"unitId":');
  expect(headers).toMatchObject({
    traceparent: 'kept',
    cap_dead_letter_reason: 'not-a-cloudevent',
    cap_dead_letter_topic: reportTopic(provider.providerId),
    cap_dead_letter_partition: '0',
    cap_dead_letter_offset: expect.stringMatching(/^\d+$/) as unknown,
  });
});

it('gives exactly the due refusals and dead letters among 2,000 messages, and the newest of each unit stands', async () => {
  const crowd = await registerProvider(dataSource, 20);
  const topic = reportTopic(crowd.providerId);
  await eventually('its topic', async () => (await admin.listTopics()).includes(topic));
  const due = { refused: new Map<string, string>(), dead: 0 };
  const messages = Array.from({ length: 2000 }, (_, n) => oneOfMany(crowd, n, due));
  await send(crowd, ...messages);
  await handled(crowd);

  const replies = await reader(replyTopic(crowd.providerId));
  const dead = await reader(deadLetterTopic);
  const ofCrowd = () => dead.messages.filter(({ headers }) => String(headers?.['cap_dead_letter_topic']) === topic);
  await eventually('all answers', () => replies.messages.length >= due.refused.size && ofCrowd().length >= due.dead);
  const answered = new Map(replies.events.map(({ data }) => [data['reportId'], data['code']]));
  expect(answered).toEqual(due.refused);
  expect([replies.messages.length, ofCrowd().length]).toEqual([due.refused.size, due.dead]);
  expect(new Set(await Promise.all(crowd.unitIds.map(occupiedOf)))).toEqual(new Set([7]));
});

/** The nth of many: each tenth is wrong in one of four ways; of each unit the one with `occupied` 7 is newest. */
function oneOfMany(crowd: TestProvider, n: number, due: { refused: Map<string, string>; dead: number }): Message {
  const unitId = crowd.unitIds[n % 20]!;
  const id = randomUUID();
  const newest = n >= 1000 && n < 1020;
  const report = {
    unitId,
    occupied: newest ? 7 : n % 7,
    observedAt: newest ? secondsAgo(1) : secondsAgo(10 + ((n * 7919) % 2000)),
  };
  if (newest || n % 10 !== 9) return reportMessage(report, { id });
  switch ((n - 9) % 40) {
    case 0:
      due.refused.set(id, 'report-contradicts-itself');
      return reportMessage({ ...report, occupied: -1 }, { id });
    case 10:
      due.refused.set(id, 'report-above-agreement');
      return reportMessage({ ...report, inOperation: 9 }, { id });
    case 20:
      due.refused.set(id, 'report-from-the-future');
      return reportMessage({ ...report, observedAt: secondsAgo(-3600) }, { id });
    default:
      due.dead++;
      return reportMessage(report, { id: 'no uuid' });
  }
}
