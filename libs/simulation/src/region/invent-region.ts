import { asLocalDate, type LocalDate } from '@cap/contracts';
import { Random } from '../random/random';
import { formProfiles, type FormProfile } from './forms';
import { inventLocations, inventProviders, inventReferrers, roleProfiles } from './invent-providers';
import { inventUnit } from './invent-units';
import type { InventedProvider, Region } from './types';
import { YoungPeople } from './young-people';

/** An invented region with its young people, and the source that invents those who come later. */
export interface InventedRegion extends Region {
  readonly people: YoungPeople;
}

/**
 * The same seed and day give the same region: nine municipalities, sixty providers in three roles, four hundred units,
 * about 1 600 places without foster care. `day` is the day of the stock take; the begin of running stays lies before it.
 */
export function inventRegion(seed: number, day: LocalDate = asLocalDate('2028-01-03')): InventedRegion {
  const random = new Random(seed).fork('region');
  const people = new YoungPeople(random.fork('citizen service numbers'));
  const providers = inventProviders(seed, random.fork('providers'));
  const deal = dealForms(random.fork('deal'), providers);
  const locations = providers.flatMap((provider) =>
    inventLocations(seed, random.fork(`locations of ${provider.providerId}`), provider, deal.get(provider)!.length),
  );
  const unitChance = random.fork('units');
  let number = 0;
  const units = providers.flatMap((provider) => {
    const own = locations.filter(({ providerId }) => providerId === provider.providerId);
    return deal.get(provider)!.map((form, index) => {
      const plan = { seed, day, number: ++number, form, provider, location: own[Math.floor(index / 2)]!, people };
      return inventUnit(unitChance.fork(`unit ${number}`), plan);
    });
  });
  return { seed, day, referrers: inventReferrers(seed), providers, locations, units, people };
}

/** Who has which groups: crisis facilities with the large providers first, the rest by chance in proportion to size. */
function dealForms(random: Random, providers: readonly InventedProvider[]): Map<InventedProvider, FormProfile[]> {
  const dealt = new Map(providers.map((provider) => [provider, [] as FormProfile[]]));
  const sizes = new Map(roleProfiles.map(({ role, units }) => [role, units]));
  const slots = providers.flatMap((provider) =>
    Array.from({ length: Math.round(sizes.get(provider.role)! * 2) }, () => provider),
  );
  const forms = formProfiles.flatMap((profile) => Array.from({ length: profile.units }, () => profile));
  const [large, all] = [slots.filter(({ role }) => role !== 'operational'), slots];
  const left = random.shuffled(forms.filter(({ form }) => form !== 'crisis-facility'));
  for (const provider of providers) dealt.get(provider)!.push(left.pop()!);
  for (const form of forms.filter((profile) => profile.form === 'crisis-facility'))
    dealt.get(random.pick(large))!.push(form);
  for (const form of left) dealt.get(random.pick(all))!.push(form);
  return dealt;
}
