import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { asInstant, type ProviderId, type ReportAnswer } from '@cap/contracts';
import {
  BatchConsumer,
  cloudEventTypes,
  createAdmin,
  createKafka,
  createProducer,
  readCloudEvent,
  replyTopic,
  reportTopic,
  Unreadable,
  writeCloudEvent,
  type Kafka,
  type Message,
} from '@cap/kafka';
import type { ReportAnswered } from '@cap/events';
import { NoAnswer } from './cap';
import type { FedReport, Line } from './feed';
import { matchReplies } from './match-replies';
import type { Told } from './told';

const withinMs = 60_000;
const silent = { warn: () => undefined, error: () => undefined };

/**
 * Sends every line to the provider's topic, unreadable ones too, and reads the replies. Only refusals and warnings are
 * answered, so the last message is a report of a unit that nobody has: when its refusal is there, all before it is done.
 * Throws `NoAnswer`.
 */
export async function tellOverKafka(
  brokers: readonly string[],
  providerId: ProviderId,
  lines: readonly Line[],
): Promise<Told[]> {
  const kafka = createKafka({ brokers, clientId: 'cap-provider-kit' });
  await untilKnown(kafka, providerId, brokers);
  const replies: ReportAnswered[] = [];
  const before = await endOfReplies(kafka, providerId);
  const consumer = new BatchConsumer(
    kafka,
    { groupId: `cap-provider-kit-${randomUUID()}` },
    ({ partition, messages }) => {
      const ofNow = messages.filter(({ offset }) => BigInt(offset) >= (before.get(partition) ?? 0n));
      replies.push(...ofNow.flatMap((message) => answerIn(readCloudEvent(message))));
      return Promise.resolve();
    },
    silent,
  );
  await consumer.follow([replyTopic(providerId)]);
  try {
    const last = ofNobody();
    await send(kafka, providerId, [...lines.map(messageOf), written(last)]);
    await until('het antwoord op de laatste melding', () =>
      Promise.resolve(replies.some(({ reportId }) => reportId === last.id)),
    );
  } finally {
    await consumer.stop();
  }
  const found = matchReplies(lines, replies);
  return lines.map((line) => toldOf(line, found.get(line.number)));
}

/** Where the next reply comes, by partition: what stands before it was said of other reports. */
async function endOfReplies(kafka: Kafka, providerId: ProviderId): Promise<Map<number, bigint>> {
  const admin = createAdmin(kafka);
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(replyTopic(providerId));
    return new Map(ends.map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
}

/** The CAP makes the topics of a provider that it knows. */
async function untilKnown(kafka: Kafka, providerId: ProviderId, brokers: readonly string[]): Promise<void> {
  const admin = createAdmin(kafka);
  await admin.connect().catch((cause: unknown) => {
    throw new NoAnswer(`Op ${brokers.join(', ')} antwoordt geen Kafka.`, { cause });
  });
  try {
    await until(`topic ${replyTopic(providerId)}`, async () => {
      const topics = await admin.listTopics();
      return topics.includes(reportTopic(providerId)) && topics.includes(replyTopic(providerId));
    });
  } finally {
    await admin.disconnect();
  }
}

async function send(kafka: Kafka, providerId: ProviderId, messages: readonly Message[]): Promise<void> {
  const producer = createProducer(kafka);
  await producer.connect();
  try {
    for (let from = 0; from < messages.length; from += 1000)
      await producer.send({ topic: reportTopic(providerId), messages: messages.slice(from, from + 1000), acks: -1 });
  } finally {
    await producer.disconnect();
  }
}

const messageOf = ({ report, text }: Line): Message => (report ? written(report) : { key: 'onleesbaar', value: text });

const written = ({ id, ...data }: FedReport): Message =>
  writeCloudEvent({
    id,
    type: cloudEventTypes.availabilityReported,
    source: 'urn:nld:oin:00000000000000000000:systeem:provider-kit',
    time: asInstant(new Date(data.observedAt).toISOString()),
    data,
    key: data.unitId,
  });

const ofNobody = (): FedReport => ({
  id: randomUUID(),
  unitId: randomUUID(),
  observedAt: new Date(0).toISOString(),
  inOperation: 0,
  occupied: 0,
});

const answerIn = (event: ReturnType<typeof readCloudEvent>): ReportAnswered[] =>
  event instanceof Unreadable ? [] : [event.data as ReportAnswered];

function toldOf(line: Line, answer: ReportAnswered | undefined): Told {
  if (line.report === null)
    return { line, outcome: 'unreadable', message: `${line.flaw} Het aanmeldpunt heeft het bericht apart gelegd.` };
  if (answer === undefined) return { line, outcome: 'taken' };
  const { rule, code, message } = answer;
  const outcome: ReportAnswer['outcome'] | 'taken' = answer.outcome === 'refused' ? 'refused' : 'taken';
  return { line, outcome, rule, code, message };
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(50)) if (await isSo()) return;
  throw new NoAnswer(`Na ${withinMs / 1000} seconden is er nog geen ${what}. Draait het aanmeldpunt met deze Kafka?`);
}
