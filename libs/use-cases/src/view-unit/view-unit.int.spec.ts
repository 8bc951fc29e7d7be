import type { ActorRole, AgreementId, LocationId, ProviderId, UnitId } from '@cap/contracts';
import { addDays, localDateOf } from '@cap/domain';
import { businessInstant } from '@cap/event-store';
import { freshDatabase } from '@cap/testing';
import { AddLocation, AddLocationHandler } from '../add-location/add-location';
import { AgreeCapacity, AgreeCapacityHandler } from '../agree-capacity/agree-capacity';
import { ChangePolicy, ChangePolicyHandler } from '../change-policy/change-policy';
import { ChangeUnit, ChangeUnitHandler } from '../change-unit/change-unit';
import { RegisterProvider, RegisterProviderHandler } from '../register-provider/register-provider';
import { LocationRow } from '../registry/entities';
import { answered, newId, profile, Region } from '../region.fixture';
import { NotFound, WrongVersion } from '../shared/errors';
import { ViewUnit, ViewUnitHandler } from './view-unit';

let region: Region;
beforeEach(async () => void (region = await Region.open(await freshDatabase())));
afterEach(() => region.close());

const read = (unitId: UnitId, role: ActorRole = 'administrator', organisationId: string | null = null) =>
  new ViewUnitHandler(region.dataSource).execute(new ViewUnit(region.given(role, organisationId).actor, unitId));
const change = (ceiling: number, version: number) => {
  const given = region.given('administrator', null, version);
  const content = { ...profile, ceiling, unitId: region.unitId };
  return answered(new ChangeUnitHandler(region.runner).execute(new ChangeUnit(given, content)));
};
const agree = (from: string, period: { until?: string; places?: number }) => {
  const content = { unitId: region.unitId, agreementId: newId<AgreementId>(), from, ...period };
  const command = new AgreeCapacity(region.given('administrator'), content);
  return new AgreeCapacityHandler(region.runner).execute(command);
};

describe('a unit', () => {
  it('is read as it was written, with the version on which the next change is decided', async () => {
    expect(await read(region.unitId)).toMatchObject({ version: 1, ceiling: 8, free: 0, observedAt: null, stale: true });
    expect(await change(6, 1)).toMatchObject({ version: 2 });
    expect(await read(region.unitId)).toMatchObject({ version: 2, ceiling: 6 });
    await expect(change(7, 1)).rejects.toThrow(WrongVersion);
    expect(await read(region.unitId)).toMatchObject({ version: 2, ceiling: 6 });
  });

  it('that does not exist is not found', async () => {
    await expect(read(newId<UnitId>())).rejects.toThrow(NotFound);
  });

  it('tells each reader what it may do with it', async () => {
    const actions = async (role: ActorRole, organisationId: string | null = null) =>
      (await read(region.unitId, role, organisationId)).actions;
    expect(await actions('administrator')).toEqual(['change', 'agree-capacity']);
    expect(await actions('planner', region.providerId)).toEqual(['report']);
    expect(await actions('planner', newId())).toEqual([]);
    expect(await actions('desk')).toEqual([]);
  });
});

describe('a registry command decided on an older version than the newest', () => {
  const on = (version: number) => region.given('administrator', null, version);

  it('agrees on no capacity: If-Match names the version of the unit', async () => {
    const attempt = (version: number) => {
      const content = { unitId: region.unitId, agreementId: newId<AgreementId>(), from: '2028-01-01' };
      return answered(new AgreeCapacityHandler(region.runner).execute(new AgreeCapacity(on(version), content)));
    };
    await change(6, 1);
    await expect(attempt(1)).rejects.toThrow(WrongVersion);
    expect((await read(region.unitId)).agreements).toEqual([]);
    expect(await attempt(2)).toMatchObject({ version: 3 });
  });

  it('adds no location: If-Match names the version of the provider', async () => {
    const attempt = (version: number) => {
      const where = { name: 'Huis', municipality: 'GM0518', postcode: 2511 } as const;
      const content = { ...where, providerId: region.providerId, locationId: newId<LocationId>() };
      return answered(new AddLocationHandler(region.runner).execute(new AddLocation(on(version), content)));
    };
    const locations = () => region.dataSource.manager.countBy(LocationRow, { providerId: region.providerId });
    const before = await locations();
    await expect(attempt(1)).rejects.toThrow(WrongVersion);
    expect(await locations()).toBe(before);
    expect(await attempt(2)).toMatchObject({ version: 3 });
  });

  it('registers nothing over what was not there', async () => {
    const content = { providerId: newId<ProviderId>(), name: 'De Els (verzonnen)', role: 'tactical' } as const;
    const attempt = (version: number) =>
      answered(new RegisterProviderHandler(region.runner).execute(new RegisterProvider(on(version), content)));
    await expect(attempt(1)).rejects.toThrow(WrongVersion);
    expect(await attempt(0)).toMatchObject({ version: 1 });
  });

  it('changes no policy: If-Match names how many changes were made', async () => {
    const effectiveFrom = addDays(localDateOf(await businessInstant(region.dataSource)), 1);
    const content = { key: 'reporting-term-hours', value: 12, effectiveFrom } as const;
    const attempt = (version: number) =>
      answered(new ChangePolicyHandler(region.runner).execute(new ChangePolicy(on(version), content)));
    expect(await attempt(0)).toMatchObject({ version: 1 });
    await expect(attempt(0)).rejects.toThrow(WrongVersion);
    expect(await attempt(1)).toMatchObject({ version: 2 });
  });
});

describe('CPY-2: an agreement without an end', () => {
  const agreements = async () => (await read(region.unitId)).agreements;

  it('ends in the table too on the day before the next one begins', async () => {
    await answered(agree('2028-01-01', { places: 8 }));
    await answered(agree('2028-07-01', { until: '2028-12-31', places: 6 }));
    const expected = [
      { from: '2028-01-01', until: '2028-06-30', places: 8 },
      { from: '2028-07-01', until: '2028-12-31', places: 6 },
    ];
    expect(await agreements()).toEqual(expected);
    expect(await agree('2028-12-31', {})).toMatchObject({ rule: 'CPY-2', refused: 'agreement-period-out-of-order' });
    expect(await agreements()).toEqual(expected);
  });
});
