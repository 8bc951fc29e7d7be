import { isId } from '@cap/contracts';
import { deriveId } from './derive-id';

describe('deriveId', () => {
  it('gives the same id for the same command and label, now and in every release', () => {
    expect(deriveId('actor/command', 'referral')).toBe('51f897d8-d296-547c-8eba-6e25454738ba');
  });

  it('gives a UUID', () => {
    expect(isId(deriveId('actor/command', 'referral'))).toBe(true);
  });

  it('tells commands and labels apart, also where their texts run together', () => {
    const ids = [deriveId('a', 'bc'), deriveId('ab', 'c'), deriveId('a","b', 'c'), deriveId('a', 'b","c')];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
