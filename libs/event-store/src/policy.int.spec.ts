import { asInstant, asLocalDate } from '@cap/contracts';
import { policyDefaults } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { businessInstant, clockMode, stepClock } from './business-clock';
import { createDataSource } from './database';
import { readHolidays, readPolicy } from './policy';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('policy', () => {
  it('of a new installation is the defaults', async () => {
    const { version, ...inForce } = await readPolicy(dataSource, asLocalDate('2028-01-03'));
    const defaults = Object.entries(policyDefaults).map(([key, { value }]) => [key, value]);
    expect(inForce).toEqual(Object.fromEntries(defaults));
    expect(version).toBe(defaults.length);
  });

  it('changes on the day of the change, one key at a time, and its version with it', async () => {
    await dataSource.query(`insert into policy values (100, 'reporting-term-hours', '48', '2028-02-01')`);
    const [before, from] = [
      await readPolicy(dataSource, asLocalDate('2028-01-31')),
      await readPolicy(dataSource, asLocalDate('2028-02-01')),
    ];
    expect(before).toMatchObject({ 'reporting-term-hours': 24 });
    expect(from).toEqual({ ...before, version: 100, 'reporting-term-hours': 48 });
  });

  it('takes the newer of two changes for the same day', async () => {
    await dataSource.query(`insert into policy values (100, 'reporting-term-hours', '48', '2028-02-01'),
                                                      (101, 'reporting-term-hours', '36', '2028-02-01')`);
    expect(await readPolicy(dataSource, asLocalDate('2028-02-01'))).toMatchObject({ 'reporting-term-hours': 36 });
  });

  it('names what is missing on a day before the first policy', async () => {
    await expect(readPolicy(dataSource, asLocalDate('1899-12-31'))).rejects.toThrow(
      /No policy in force on 1899-12-31 .*reporting-term-hours/,
    );
  });

  it('cannot be changed or removed by the application once it is written', async () => {
    for (const statement of [`update policy set value = '1'`, 'delete from policy'])
      await expect(dataSource.query(statement)).rejects.toMatchObject({ driverError: { code: '42501' } });
  });
});

describe('public holidays', () => {
  it('are known: Christmas, New Year, Easter Monday, Ascension, and the King, on Saturday when the 27th is a Sunday', async () => {
    const seasons = ['2025-01-01', '2025-04-01', '2027-12-01', '2028-04-01', '2028-12-01'].map(asLocalDate);
    const holidays = new Set<string>();
    for (const from of seasons) for (const day of await readHolidays(dataSource, from)) holidays.add(day);
    for (const day of [
      '2025-04-26',
      '2028-01-01',
      '2028-04-17',
      '2028-04-27',
      '2028-05-25',
      '2028-12-25',
      '2028-12-26',
    ])
      expect(holidays).toContain(day);
    for (const day of ['2025-04-27', '2024-12-25', '2028-12-24', '2028-12-05']) expect(holidays).not.toContain(day);
  });
});

describe('the business clock', () => {
  it('is real until it is stepped', async () => {
    expect(await clockMode(dataSource)).toBe('real');
    const apart = Math.abs(Date.parse(await businessInstant(dataSource)) - Date.now());
    expect(apart).toBeLessThan(60_000);
  });

  it('steps forward only, and stands still between', async () => {
    const [monday, tuesday] = [asInstant('2028-01-03T09:00:00Z'), asInstant('2028-01-04T09:00:00Z')];
    expect(await stepClock(dataSource, tuesday)).toBe(true);
    expect(await clockMode(dataSource)).toBe('stepped');
    expect(await stepClock(dataSource, monday)).toBe(false);
    expect(await businessInstant(dataSource)).toBe(tuesday);
    expect(await stepClock(dataSource, tuesday)).toBe(true);
    expect(await businessInstant(dataSource)).toBe(tuesday);
  });
});
