import { createSecretKey } from 'node:crypto';
import { asId, isId, type PlacementId, type ProviderId, type StayId } from '@cap/contracts';
import { subKey, type MasterKey } from '@cap/platform';
import { idAtProvider } from './provider-names';

const keyOf = (seed: number) => subKey(createSecretKey(Buffer.alloc(32, seed)) as MasterKey, 'provider-names');
const some = <T extends ProviderId | StayId>(n: number): T => asId<T>(`0b6d7c1e-5a4f-4c55-9d52-00000000000${n}`);
const [one, other] = [some<ProviderId>(1), some<ProviderId>(2)];
const [stay, another] = [some<StayId>(3), some<StayId>(4)];
const name = (seed: number, provider: ProviderId, of: StayId) => idAtProvider<PlacementId>(keyOf(seed), provider, of);

describe('the id of a thing at one provider', () => {
  it('is the same each time, and in every release', () => {
    expect(name(7, one, stay)).toBe(name(7, one, stay));
    expect(name(7, one, stay)).toBe('9d9360e5-32b1-8187-bc75-865740d29636');
  });

  it('differs per provider, per thing and per installation, and is none of the ids that it stands for', () => {
    const ids = [name(7, one, stay), name(7, other, stay), name(7, one, another), name(8, one, stay)];
    expect(new Set([...ids, one, other, stay, another]).size).toBe(8);
  });

  it('is a UUID of version 8', () => {
    expect(isId(name(7, one, stay))).toBe(true);
    expect(name(7, one, stay)).toMatch(/^.{14}8.{4}[89ab]/);
  });
});
