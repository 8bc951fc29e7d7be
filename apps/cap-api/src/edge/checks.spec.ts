import { StayListQuery } from '../stays/list';
import { UnitListQuery } from '../units/units.controller';
import { bodyPipe } from './body.pipe';

const read = (metatype: new () => object, value: object): Promise<unknown> =>
  bodyPipe().transform(value, { type: 'query', metatype });

describe('a yes or no in a query', () => {
  it.each([
    ['true', true],
    ['false', false],
  ])('%s', async (text, value) => {
    expect(await read(StayListQuery, { startOverdue: text })).toEqual({ startOverdue: value });
    expect(await read(UnitListQuery, { stale: text, overcommitted: text })).toEqual({
      stale: value,
      overcommitted: value,
    });
  });

  it('is not asked when it is left out', async () => {
    expect(await read(UnitListQuery, {})).toEqual({});
  });

  it.each(['', '1', 'TRUE', 'ja', 'toString'])('%j is refused', async (text) => {
    await expect(read(UnitListQuery, { stale: text })).rejects.toMatchObject({ code: 'input-invalid' });
  });
});
