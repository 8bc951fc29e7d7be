import type { UnitRow } from '@cap/contracts';
import { changesBetween, keptChanges, withNews, type Change } from './change-list.js';

const unit = (figures: Partial<UnitRow> = {}): UnitRow =>
  ({
    name: 'Groep 12',
    municipality: 'GM0637',
    inOperation: 8,
    occupied: 7,
    promised: 0,
    free: 1,
    stale: false,
    observedAt: '2028-01-03T08:00:00.000Z',
    ...figures,
  }) as UnitRow;
const region = (...units: [string, UnitRow][]) => new Map(units);
const words = (before: Partial<UnitRow>, after: Partial<UnitRow>) =>
  changesBetween(region(['a', unit(before)]), region(['a', unit(after)])).map((change) => change.words);

describe('the last changes, in words', () => {
  it('tells a promise as what it changes', () => {
    expect(words({}, { free: 0, promised: 1 })).toEqual([
      'Groep 12, Zoetermeer: vrij van 1 naar 0, toegezegd van 0 naar 1',
    ]);
  });

  it('never shows less than 0 free, and says that too many are promised (CPY-4)', () => {
    expect(words({ free: 0, promised: 1 }, { free: -1, promised: 2 })).toEqual([
      'Groep 12, Zoetermeer: te veel toegezegd van 0 naar 1, toegezegd van 1 naar 2',
    ]);
  });

  it('tells a first report, a new unit, a stale figure and a unit that left', () => {
    expect(words({ inOperation: null, occupied: null, free: 0 }, {})).toEqual([
      'Groep 12, Zoetermeer: eerste melding, 1 vrij van 8 in gebruik',
    ]);
    expect(words({}, { stale: true })).toEqual(['Groep 12, Zoetermeer: cijfer is verouderd']);
    expect(changesBetween(region(), region(['a', unit({ inOperation: null })]))).toEqual([
      { unitId: 'a', words: 'Groep 12, Zoetermeer: nieuwe groep, nog niet gehoord' },
    ]);
    expect(changesBetween(region(['a', unit()]), region())).toEqual([
      { unitId: 'a', words: 'Groep 12, Zoetermeer: niet meer in de regio' },
    ]);
  });

  it('says nothing when only the moment of the report is another', () => {
    expect(words({}, { observedAt: '2028-01-03T09:00:00.000Z' as UnitRow['observedAt'] })).toEqual([]);
  });

  it('puts the newest first and keeps no more than the page shows', () => {
    const news = Array.from({ length: keptChanges }, (_, index) => ({ unitId: `${index}`, words: `${index}` }));
    const earlier: Change[] = [{ unitId: 'old', words: 'old', at: '2028-01-03T08:00:00.000Z' }];
    const kept = withNews(earlier, news.slice(0, 2), '2028-01-03T09:00:00.000Z');
    expect(kept.map((change) => change.words)).toEqual(['1', '0', 'old']);
    expect(kept[0]!.at).toBe('2028-01-03T09:00:00.000Z');
    expect(withNews(earlier, news, '2028-01-03T09:00:00.000Z')).toHaveLength(keptChanges);
    expect(withNews(earlier, [], '2028-01-03T09:00:00.000Z')).toBe(earlier);
  });
});
