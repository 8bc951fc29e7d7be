import type { AgreementId, LocationId, ProviderId, UnitId } from '@cap/contracts';
import type { Agreement, UnitEvent, UnitProfile } from '@cap/events';
import { decider } from '@cap/testing';
import { day, monday, sampleId } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { agreeCapacity } from './agree-capacity';
import { inForceOn } from './agreement';
import { changeUnit, registerUnit } from './register';
import { unitFold } from './state';

const unit = decider(unitFold.initialState, unitFold.evolve);
const unitId = sampleId<UnitId>(1);
const locationId = sampleId<LocationId>(2);
const providerId = sampleId<ProviderId>(3);
const profile: UnitProfile = {
  purpose: 'living',
  careForm: 'living-group',
  targetGroups: ['youth-and-upbringing'],
  expertise: [],
  minAge: 12,
  maxAge: 17,
  sexPolicy: 'mixed',
  security: 'open',
  languages: ['nl'],
  reporting: 'hand',
  ceiling: 8,
};
const outOfOrder: UnitProfile = { ...profile, minAge: 18 };
const registered: UnitEvent = { type: 'UnitRegistered', data: { ...profile, unitId, providerId, locationId } };
const agreement = (n: number, from: string, until: string | null, places: number | null = 8): Agreement => ({
  agreementId: sampleId<AgreementId>(10 + n),
  from: day(from),
  until: until === null ? null : day(until),
  places,
});
const agreed = (data: Agreement): UnitEvent => ({ type: 'CapacityAgreed', data });

describe('register a unit', () => {
  const register = (changed: UnitProfile = profile) => ({ at: monday, unitId, locationId, profile: changed });

  it('CPY-1: at a location, whose provider is its own', () => {
    unit
      .given()
      .when((state) => registerUnit(register(), state, { providerOfLocation: providerId }))
      .thenEvents([registered]);
  });

  it('MAT-1: for one year of age too', () => {
    const { state } = unit.given();
    const oneYear = register({ ...profile, minAge: 17 });
    expect(registerUnit(oneYear, state, { providerOfLocation: providerId })).toHaveLength(1);
  });

  describe('refuses', () => {
    interface Case {
      readonly given: readonly UnitEvent[];
      readonly providerOfLocation: ProviderId | null;
      readonly profile: UnitProfile;
    }
    refusesInOrder<Case>(
      { given: [], providerOfLocation: providerId, profile },
      ({ given, providerOfLocation, profile: changed }) =>
        registerUnit(register(changed), unit.given(...given).state, { providerOfLocation }),
      [
        { rule: 'CAP-5', code: 'already-registered', spoil: (c) => ({ ...c, given: [registered] }) },
        { rule: 'CPY-1', code: 'location-unknown', spoil: (c) => ({ ...c, providerOfLocation: null }) },
        { rule: 'MAT-1', code: 'ages-out-of-order', spoil: (c) => ({ ...c, profile: outOfOrder }) },
      ],
    );
  });
});

describe('change a unit', () => {
  const changed: UnitProfile = { ...profile, ceiling: 6 };

  it('what it is for is as it is told now', () => {
    unit
      .given(registered)
      .when((state) => changeUnit({ at: monday, profile: changed }, state, {}))
      .thenEvents([{ type: 'UnitChanged', data: changed }]);
    expect(unit.given(registered, { type: 'UnitChanged', data: changed }).state).toMatchObject({
      profile: { ceiling: 6 },
    });
  });

  it('CPY-1 unit-unknown', () => {
    unit
      .given()
      .when((state) => changeUnit({ at: monday, profile: outOfOrder }, state, {}))
      .thenRefused('CPY-1', 'unit-unknown');
  });

  it('MAT-1 ages-out-of-order', () => {
    unit
      .given(registered)
      .when((state) => changeUnit({ at: monday, profile: outOfOrder }, state, {}))
      .thenRefused('MAT-1', 'ages-out-of-order', { minAge: 18, maxAge: 17 });
  });
});

describe('agree on capacity', () => {
  const year = agreement(1, '2028-01-01', '2028-12-31');

  it.each([
    ['the first', [], agreement(1, '2028-01-01', null)],
    ['one that follows', [year], agreement(2, '2029-01-01', null, null)],
    ['one after one without an end', [agreement(1, '2028-01-01', null)], agreement(2, '2028-07-01', '2028-12-31', 6)],
    ['one that comes before', [year], agreement(2, '2027-01-01', '2027-12-31')],
  ])('CPY-2: %s', (_, earlier, next) => {
    unit
      .given(registered, ...earlier.map(agreed))
      .when((state) => agreeCapacity({ at: monday, ...next }, state, {}))
      .thenEvents([agreed(next)]);
  });

  it('CPY-2: one without an end ends on the day before the next one begins; the next stands alone after it', () => {
    const [first, second] = [agreement(1, '2028-01-01', null), agreement(2, '2028-07-01', '2028-12-31', 6)];
    const { state } = unit.given(registered, agreed(first), agreed(second));
    expect(state).toMatchObject({ agreements: [{ ...first, until: '2028-06-30' }, second] });
    expect(agreeCapacity({ at: monday, ...agreement(3, '2029-01-01', null) }, state, {})).toHaveLength(1);
  });

  describe('refuses', () => {
    interface Case {
      readonly given: readonly UnitEvent[];
      readonly next: Agreement;
    }
    refusesInOrder<Case>(
      { given: [registered, agreed(year)], next: agreement(2, '2029-01-01', null) },
      ({ given, next }) => agreeCapacity({ at: monday, ...next }, unit.given(...given).state, {}),
      [
        { rule: 'CPY-1', code: 'unit-unknown', spoil: (c) => ({ ...c, given: [] }) },
        {
          rule: 'CAP-5',
          code: 'already-registered',
          spoil: (c) => ({ ...c, next: { ...c.next, agreementId: year.agreementId } }),
        },
        {
          rule: 'CPY-2',
          code: 'agreement-period-out-of-order',
          spoil: (c) => ({ ...c, next: { ...c.next, until: day('2028-12-31') } }),
        },
      ],
    );
  });

  it.each([
    ['on its last day', agreement(2, '2028-12-31', null)],
    ['around it', agreement(2, '2027-01-01', null)],
    ['within it', agreement(2, '2028-03-01', '2028-03-31')],
    ['on its first day', agreement(2, '2027-01-01', '2028-01-01')],
  ])('CPY-2 agreement-period-out-of-order: beside another, %s', (_, next) => {
    unit
      .given(registered, agreed(year))
      .when((state) => agreeCapacity({ at: monday, ...next }, state, {}))
      .thenRefused('CPY-2', 'agreement-period-out-of-order', { from: next.from, agreementId: year.agreementId });
  });

  it.each([
    ['from the same day on', agreement(2, '2028-01-01', null)],
    ['from an earlier day on', agreement(2, '2027-01-01', '2028-03-31')],
  ])('CPY-2 agreement-period-out-of-order: beside one without an end, %s', (_, next) => {
    const open = agreement(1, '2028-01-01', null);
    unit
      .given(registered, agreed(open))
      .when((state) => agreeCapacity({ at: monday, ...next }, state, {}))
      .thenRefused('CPY-2', 'agreement-period-out-of-order', { from: next.from, agreementId: open.agreementId });
  });

  it.each([
    ['2027-12-31', false],
    ['2028-01-01', true],
    ['2028-12-31', true],
    ['2029-01-01', false],
  ])('on %s it is in force: %p', (date, expected) => expect(inForceOn(year, day(date))).toBe(expected));
});
