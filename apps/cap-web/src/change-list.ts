import { municipalities, type UnitRow } from '@cap/contracts';
import { texts } from './texts/texts.js';

type Units = ReadonlyMap<string, UnitRow>;

/** One change of one unit, in words. */
export interface UnitChange {
  readonly unitId: string;
  readonly words: string;
}
export interface Change extends UnitChange {
  /** When the server told it, in its own time. */
  readonly at: string;
}

/** How many changes the page keeps. */
export const keptChanges = 20;

/** Puts news of the server's time `at` before what was there; the newest stand first. */
export function withNews(earlier: readonly Change[], news: readonly UnitChange[], at: string): readonly Change[] {
  if (news.length === 0) return earlier;
  const newest = news.map((change) => ({ ...change, at })).reverse();
  return [...newest, ...earlier].slice(0, keptChanges);
}

/** Units of which a figure that people see is other than it was. The age of a figure alone is no change. */
export function changesBetween(before: Units, after: Units): UnitChange[] {
  const changes: UnitChange[] = [];
  for (const [unitId, unit] of after) {
    const known = before.get(unitId);
    const words = known === unit ? '' : known ? difference(known, unit) : arrival(unit);
    if (words) changes.push({ unitId, words: `${place(unit)}: ${words}` });
  }
  for (const [unitId, unit] of before) {
    if (!after.has(unitId)) changes.push({ unitId, words: `${place(unit)}: ${texts.gone}` });
  }
  return changes;
}

const place = ({ name, municipality }: UnitRow) => `${name}, ${municipalities[municipality]}`;
const shown = (free: number) => Math.max(0, free);
const tooMany = (free: number) => Math.max(0, -free);

function arrival(unit: UnitRow): string {
  return unit.inOperation === null ? texts.newUnheard : texts.newGroup(shown(unit.free), unit.inOperation);
}

function difference(before: UnitRow, after: UnitRow): string {
  if (before.inOperation === null && after.inOperation !== null)
    return texts.firstReport(shown(after.free), after.inOperation);
  return [
    moved(texts.free, shown(before.free), shown(after.free)),
    moved(texts.promisedTooMany, tooMany(before.free), tooMany(after.free)),
    moved(texts.promised, before.promised, after.promised),
    moved(texts.occupied, before.occupied ?? 0, after.occupied ?? 0),
    moved(texts.inOperation, before.inOperation ?? 0, after.inOperation ?? 0),
    before.stale === after.stale ? '' : after.stale ? texts.stale : texts.fresh,
  ]
    .filter(Boolean)
    .join(', ');
}

const moved = (what: string, from: number, to: number) => (from === to ? '' : texts.moved(what, from, to));
