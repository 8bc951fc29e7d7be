import type { UnitListItem } from '@cap/contracts';
import type { Told } from './told';

/** What a provider still has to do, one sentence each in Dutch. Without any it is ready. */
export function missing(
  told: readonly Told[],
  units: readonly Pick<UnitListItem, 'unitId' | 'name' | 'stale'>[],
): string[] {
  const taken = told.filter(({ outcome }) => outcome !== 'refused' && outcome !== 'unreadable');
  const count = (outcome: Told['outcome']) => told.filter((one) => one.outcome === outcome).length;
  const heard = new Set(taken.map(({ line }) => line.report!.unitId.toLowerCase()));
  return [
    ...(told.length === 0 ? ['Er staat geen melding in het bestand.'] : []),
    ...some(count('unreadable'), (n) => `Maak ${n} onleesbare ${n === 1 ? 'regel' : 'regels'} leesbaar.`),
    ...some(count('refused'), (n) => `Verbeter ${n} geweigerde ${n === 1 ? 'melding' : 'meldingen'}.`),
    ...units
      .filter(({ unitId }) => !heard.has(unitId.toLowerCase()))
      .map(({ name, unitId }) => `Meld ook de groep ${name} (${unitId}): van elke groep is een melding nodig (CPY-1).`),
    ...units
      .filter(({ unitId, stale }) => stale && heard.has(unitId.toLowerCase()))
      .map(({ name }) => `Meld de groep ${name} met een moment van nu: haar laatste melding is te oud (CPY-5).`),
    ...(taken.length > 0 && taken.every(({ line }) => line.report!.waitingDays === undefined)
      ? ['Noem bij uw meldingen de wachttijd in dagen, in waitingDays (CPY-6).']
      : []),
  ];
}

const some = (count: number, say: (count: number) => string): string[] => (count > 0 ? [say(count)] : []);
