import { randomUUID } from 'node:crypto';
import { createDataSource, readerStates } from '@cap/event-store';
import { publicTypes } from '@cap/kafka';
import { JsonLogger } from '@cap/platform';
import { eventually, freshDatabase, kafkaForTests, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { Region } from '../region.fixture';
import { behind, committed, Outside, perKey } from './outside.fixture';
import { Relay } from './relay';

const [anna, bram] = ['999990007', '999990019'] as const;
const within = { within: 30_000 };

let database: TestDatabase;
let region: Region;
let outside: Outside;
let brokers: string[];
let relays: { relay: Relay; dataSource: DataSource }[];
const lines: string[] = [];

beforeEach(async () => {
  relays = [];
  lines.length = 0;
  database = await freshDatabase();
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z');
  const { prefix, ...kafka } = kafkaForTests();
  brokers = kafka.brokers;
  outside = await Outside.listen(brokers, prefix);
});
afterEach(async () => {
  await Promise.all(relays.map(({ relay }) => relay.stop()));
  await Promise.all(relays.map(({ dataSource }) => dataSource.destroy()));
  await outside?.stop();
  await region?.close();
  await database.drop();
});

/** A relay as another process has it: with connections of its own. */
async function startRelay(kafkaBrokers: readonly string[] = brokers): Promise<Relay> {
  const dataSource = await createDataSource({ url: database.appUrl, poolSize: 3 }).initialize();
  const log = new JsonLogger('spec', (line) => void lines.push(line));
  const settings = { kafkaBrokers: [...kafkaBrokers], topicPartitions: 6, eventSource: outside.source, apiAddress: '' };
  const relay = new Relay(dataSource, settings, log, randomUUID());
  relays.push({ relay, dataSource });
  relay.start();
  return relay;
}
const level = () => eventually('the relay is level', async () => (await behind(region.dataSource)) === 0, within);
const allCame = () =>
  eventually(
    'all came',
    async () => new Set(outside.firstAppearances).size >= (await committed(region.dataSource)).length,
    within,
  );
/** Referrals with proposals, and two stays of one young person. */
async function traffic(): Promise<void> {
  const [first, second] = [await region.unit(), await region.unit()];
  await region.propose(await region.referral(anna), first);
  await region.bypass(bram, first, '2028-01-02T08:00:00Z');
  await region.bypass(bram, second, '2028-01-03T08:00:00Z');
}

describe('the relay', () => {
  it('brings everything that is committed, per key in order and on one partition, with the version of what it is about', async () => {
    await startRelay();
    await traffic();
    await level();
    await allCame();
    expect(perKey(outside.firstAppearances)).toEqual(perKey(await committed(region.dataSource)));
    expect(new Set(outside.heard.map(({ id }) => id)).size).toBe(outside.heard.length);
    const partitions = new Map<string, Set<number>>();
    for (const { topic, key, subject, partition } of outside.heard) {
      expect(key).toBe(subject);
      const of = `${topic} ${key}`;
      partitions.set(of, (partitions.get(of) ?? new Set()).add(partition));
    }
    expect([...partitions.values()].map((used) => used.size)).toEqual([...partitions].map(() => 1));
  });

  it('tells CloudEvents of documented types, with business time, that name no person and quote no text', async () => {
    await startRelay();
    await traffic();
    await level();
    await allCame();
    expect(outside.flaws).toEqual([]);
    for (const { type, data, subject, time, dataschema, dataref, sequencetype } of outside.heard) {
      const known = publicTypes.find((one) => one.type === type);
      expect({ dataschema, sequencetype }).toEqual({ dataschema: known!.schema.$id, sequencetype: 'Integer' });
      expect(dataref).toBe(known!.details?.replace('{id}', subject!));
      expect(data[known!.idField]).toBe(subject);
      expect(time).toMatch(/^2028-01-03T09:00/);
    }
    const [row] = await region.dataSource.query<{ words: string[] }[]>(
      `select array_agg(word::text) as words from (
         select person_id from dossier_person union select case_id from dossier_case
         union select placement_id from place_claim) as secret (word)`,
    );
    const text = outside.heard.map((one) => one.text).join('\n');
    expect(row!.words.length).toBeGreaterThan(4);
    for (const word of [...row!.words, anna, bram, 'Proef', 'Verzonnen']) expect(text).not.toContain(word);
  });

  it('goes on where another was: two of them, and one gives up in the middle', async () => {
    const first = await startRelay();
    await startRelay();
    const busy = Promise.all([traffic(), traffic(), traffic()]);
    await eventually('the first brought something', () => outside.heard.length > 0, within);
    await first.stop();
    await busy;
    await level();
    await allCame();
    expect(perKey(outside.firstAppearances)).toEqual(perKey(await committed(region.dataSource)));
  });

  it('gives the same events again when it begins again: same ids, same content, nothing else', async () => {
    await traffic();
    await startRelay();
    await level();
    await allCame();
    const once = outside.heard.length;
    await region.dataSource.query(`update checkpoint set position = 0 where reader = 'relay'`);
    await level();
    await eventually('all came twice', () => outside.heard.length >= 2 * once, within);
    const contents = new Map<string, Set<string>>();
    for (const { id, text } of outside.heard) contents.set(id, (contents.get(id) ?? new Set()).add(text));
    expect(contents.size).toBe(once);
    expect([...contents.values()].every((texts) => texts.size === 1)).toBe(true);
  });

  it('halts before an event that nobody decided about, when all before it is out', async () => {
    await traffic();
    await region.dataSource.query(`select append_events('referral', $1, 0, $2, '{}')`, [
      randomUUID(),
      JSON.stringify([{ type: 'ReferralDreamt', data: {} }]),
    ]);
    await startRelay();
    const halted = await eventually('it halted', async () =>
      (await readerStates(region.dataSource)).find(({ reader, haltedAt }) => reader === 'relay' && haltedAt !== null),
    );
    expect(halted.haltedBecause).toBe('UndecidedEvent');
    const before = (await committed(region.dataSource)).slice(0, -1);
    await eventually('all before came', () => outside.firstAppearances.length >= before.length);
    expect(perKey(outside.firstAppearances)).toEqual(perKey(before));
  });

  it('moves its checkpoint only past what the broker has', async () => {
    await traffic();
    await startRelay(['127.0.0.1:1']);
    const state = await eventually(
      'it waits for the broker',
      async () => (await readerStates(region.dataSource)).find(({ waitingFor }) => waitingFor === 'the broker'),
      within,
    );
    expect(state).toMatchObject({ reader: 'relay', position: 0 });
  });
});
