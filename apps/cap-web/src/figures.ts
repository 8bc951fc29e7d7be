import { careForms, municipalities, municipalityCodes, type UnitRow } from '@cap/contracts';
import { texts } from './texts/texts.js';

/** The figures of some units together. Places, except where units are counted. */
export interface Figures {
  readonly units: number;
  /** Units that reported at least once. */
  readonly heard: number;
  /** Free in units whose figure is not stale; a unit below zero counts as 0 here, and in `tooMany`. */
  readonly free: number;
  readonly promised: number;
  readonly occupied: number;
  readonly inOperation: number;
  readonly staleUnits: number;
  /** Free according to stale figures: not certain, so not in `free`. */
  readonly staleFree: number;
  /** Promised beyond what there is (CPY-4). */
  readonly tooMany: number;
}

export interface NamedFigures extends Figures {
  readonly key: string;
  readonly name: string;
}

const nothing: Figures = {
  units: 0,
  heard: 0,
  free: 0,
  promised: 0,
  occupied: 0,
  inOperation: 0,
  staleUnits: 0,
  staleFree: 0,
  tooMany: 0,
};

function add(sum: Figures, unit: UnitRow): Figures {
  const free = Math.max(0, unit.free);
  return {
    units: sum.units + 1,
    heard: sum.heard + (unit.observedAt === null ? 0 : 1),
    free: sum.free + (unit.stale ? 0 : free),
    promised: sum.promised + unit.promised,
    occupied: sum.occupied + (unit.occupied ?? 0),
    inOperation: sum.inOperation + (unit.inOperation ?? 0),
    staleUnits: sum.staleUnits + (unit.stale ? 1 : 0),
    staleFree: sum.staleFree + (unit.stale ? free : 0),
    tooMany: sum.tooMany + Math.max(0, -unit.free),
  };
}

/** The figures of all given units together. */
export const total = (units: Iterable<UnitRow>): Figures => [...units].reduce(add, nothing);

/** One line a care form that has units, in the order of the vocabulary. */
export const perCareForm = (units: Iterable<UnitRow>): NamedFigures[] =>
  grouped(units, (unit) => unit.careForm, careForms, texts.careForms);

/** One line a municipality that has units, by name. */
export const perMunicipality = (units: Iterable<UnitRow>): NamedFigures[] =>
  grouped(units, (unit) => unit.municipality, byName, municipalities);

const byName = [...municipalityCodes].sort((a, b) => plain(a).localeCompare(plain(b), 'nl'));
function plain(code: keyof typeof municipalities): string {
  return municipalities[code].replace("'s-", '');
}

function grouped<Key extends string>(
  units: Iterable<UnitRow>,
  keyOf: (unit: UnitRow) => Key,
  order: readonly Key[],
  names: Readonly<Record<Key, string>>,
): NamedFigures[] {
  const sums = new Map<Key, Figures>();
  for (const unit of units) sums.set(keyOf(unit), add(sums.get(keyOf(unit)) ?? nothing, unit));
  return order.flatMap((key) => {
    const figures = sums.get(key);
    return figures ? [{ key, name: names[key], ...figures }] : [];
  });
}

/** When the figures were observed: the oldest, and the one in the middle. Null when no unit was heard. */
export function ages(units: Iterable<UnitRow>): { readonly oldest: string; readonly median: string } | null {
  const observed = [...units].flatMap(({ observedAt }) => (observedAt === null ? [] : [observedAt])).sort();
  if (observed.length === 0) return null;
  return { oldest: observed[0]!, median: observed[Math.floor(observed.length / 2)]! };
}
