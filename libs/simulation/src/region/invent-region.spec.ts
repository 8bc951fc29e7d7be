import { asLocalDate, municipalityCodes, referrerTypes } from '@cap/contracts';
import { inventRegion } from './invent-region';
import { postcodesOf } from './postcodes';

const region = inventRegion(1);
const running = region.units.flatMap((unit) => unit.running);

it('is the same for the same seed and day, and another for another seed', () => {
  expect(JSON.stringify(inventRegion(1))).toBe(JSON.stringify(region));
  expect(inventRegion(2).units[0]!.unitId).not.toBe(region.units[0]!.unitId);
});

it.each([1, 2, 7, 8])('has the size of the region, with seed %i', (seed) => {
  const { providers, units } = inventRegion(seed);
  const places = units.reduce((sum, unit) => sum + unit.inOperation, 0);
  expect(providers).toHaveLength(60);
  expect(units).toHaveLength(400);
  expect(places).toBeGreaterThan(1500);
  expect(places).toBeLessThan(1700);
});

it('has every municipality with postcodes of its own, and every type of referrer', () => {
  expect(new Set(region.locations.map(({ municipality }) => municipality))).toEqual(new Set(municipalityCodes));
  expect(region.locations.every(({ municipality, postcode }) => postcodesOf[municipality].includes(postcode))).toBe(
    true,
  );
  expect(new Set(region.referrers.map(({ referrerType }) => referrerType))).toEqual(new Set(referrerTypes));
});

it('gives every provider a unit, and no unit more people than places', () => {
  const counted = new Set(region.units.map(({ providerId }) => providerId));
  expect(counted.size).toBe(60);
  for (const unit of region.units) {
    expect(unit.running.length + unit.otherRegions).toBeLessThanOrEqual(unit.inOperation);
    expect(unit.inOperation).toBeLessThanOrEqual(unit.agreement?.places ?? unit.profile.ceiling);
  }
});

it('takes numbers of the test range only, each once, all through the eleven-test', () => {
  const numbers = running.flatMap(({ person }) => person.bsn ?? []);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const bsn of numbers) {
    const sum = [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((total, weight, place) => total + weight * Number(bsn[place]), 0);
    expect(Number(bsn) >= 999_900_006 && Number(bsn) <= 999_999_990 && sum % 11 === 0).toBe(true);
  }
});

it('says of every name that it is invented', () => {
  const names = [...region.providers, ...region.units, ...region.referrers, ...running.map(({ person }) => person)];
  expect(names.every(({ name }) => name.endsWith('(verzonnen)'))).toBe(true);
});

it('lets every running stay begin before the day of the stock take', () => {
  const day = asLocalDate('2026-11-22');
  const stays = inventRegion(1, day).units.flatMap((unit) => unit.running);
  expect(stays.length).toBeGreaterThan(1000);
  expect(stays.every(({ admittedOn }) => admittedOn < day)).toBe(true);
});
