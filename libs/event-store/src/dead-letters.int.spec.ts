import { randomUUID } from 'node:crypto';
import { asId, asInstant, type ProviderId } from '@cap/contracts';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import {
  askReplay,
  deadLetterOf,
  keepLetters,
  listDeadLetters,
  markHandled,
  openDeadLetters,
  settleReplay,
  type KeptLetter,
} from './dead-letters';

const operator = 'operator-1';
const letter = (changes: Partial<KeptLetter> = {}): KeptLetter => ({
  providerId: asId<ProviderId>('7d444840-9dc0-11d1-b245-5ffdce74fad2'),
  topic: 'from',
  partition: 0,
  offset: '5',
  keptOffset: '10',
  keptAt: asInstant('2028-01-03T09:00:00.000Z'),
  reason: 'wrong-data',
  detail: '/observedAt format',
  ...changes,
});

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 3 }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const all = () => listDeadLetters(dataSource, { which: 'all' });
async function keepOne(changes: Partial<KeptLetter> = {}): Promise<number> {
  await keepLetters(dataSource, [letter(changes)]);
  return (await all()).at(-1)!.letterNo;
}

describe('a dead letter', () => {
  it('is counted once a copy: the same again changes nothing, a newer one counts', async () => {
    await keepLetters(dataSource, [letter(), letter()]);
    await keepLetters(dataSource, [letter()]);
    expect(await all()).toMatchObject([{ offset: '5', keptOffset: '10', times: 1, status: 'open' }]);
    await keepLetters(dataSource, [letter({ keptOffset: '11', reason: 'handling-failed', detail: 'TypeError' })]);
    await keepLetters(dataSource, [letter()]);
    expect(await all()).toMatchObject([{ keptOffset: '11', times: 2, reason: 'handling-failed', detail: 'TypeError' }]);
  });

  it('that was settled is opened by a newer copy, also by one of a broker that counts from 0 again', async () => {
    const letterNo = await keepOne();
    await markHandled(dataSource, letterNo, operator);
    await keepLetters(dataSource, [letter()]);
    expect(await openDeadLetters(dataSource)).toBe(0);
    await keepLetters(dataSource, [letter({ keptOffset: '0', keptAt: asInstant('2028-02-01T09:00:00.000Z') })]);
    expect(await deadLetterOf(dataSource, letterNo)).toMatchObject({ status: 'open', keptOffset: '0', times: 2 });
    expect(await openDeadLetters(dataSource)).toBe(1);
  });

  it('of which a replay was not asked, or came to something else meanwhile, is not settled by it', async () => {
    const letterNo = await keepOne();
    await settleReplay(dataSource, { letterNo, replays: 0 }, 'applied');
    expect(await deadLetterOf(dataSource, letterNo)).toMatchObject({ status: 'open', replays: 0 });
    await askReplay(dataSource, [letterNo], operator);
    await settleReplay(dataSource, { letterNo, replays: 0 }, 'failed-again', { reason: 'no-value', detail: '' });
    await askReplay(dataSource, [letterNo], operator);
    await settleReplay(dataSource, { letterNo, replays: 0 }, 'applied');
    expect(await deadLetterOf(dataSource, letterNo)).toMatchObject({
      status: 'open',
      replays: 1,
      times: 2,
      reason: 'no-value',
      lastReplay: 'failed-again',
      replayAsked: true,
    });
  });

  it('is listed with those that wait, or with all, in parts', async () => {
    const [first, second, third] = [
      await keepOne({ offset: '1' }),
      await keepOne({ offset: '2' }),
      await keepOne({ offset: '3', providerId: null }),
    ];
    await markHandled(dataSource, first, operator);
    await askReplay(dataSource, [first, third], operator);
    const numbers = async (how: Parameters<typeof listDeadLetters>[1]) =>
      (await listDeadLetters(dataSource, how)).map(({ letterNo }) => letterNo);
    expect(await numbers({})).toEqual([second, third]);
    expect(await numbers({ which: 'asked' })).toEqual([third]);
    expect(await numbers({ which: 'all', limit: 2 })).toEqual([first, second]);
    expect(await numbers({ which: 'all', after: second })).toEqual([third]);
  });

  it('takes a name for who did it, and no text', async () => {
    const letterNo = await keepOne({ topic: randomUUID() });
    await expect(markHandled(dataSource, letterNo, 'een hele zin')).rejects.toThrow('operator_name');
  });
});
