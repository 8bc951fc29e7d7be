import { isId, type Page, type UnitRow } from '@cap/contracts';
import { unitFeed } from '@cap/capacity';
import { readFeed } from '@cap/event-store';
import { InvalidCursor, type PageRequest } from '@cap/read-models';
import type { DataSource } from 'typeorm';

const usualPerPage = 100;

export interface UnitScope {
  readonly provider?: string;
  readonly municipality?: string;
  readonly stale?: boolean;
  readonly overcommitted?: boolean;
}

/** Units as the live channel shows them, by their feed; all of the region when nothing narrower is asked. */
export async function unitsInScope(dataSource: DataSource, asked: UnitScope): Promise<UnitRow[]> {
  const { provider, municipality, stale, overcommitted } = asked;
  const scope = provider ? `provider:${provider}` : municipality ? `municipality:${municipality}` : 'region';
  const { rows } = await readFeed<UnitRow>(dataSource.manager, unitFeed, scope, null);
  const units = rows.flatMap(({ body }) => (body ? [body] : []));
  return units
    .filter((row) => municipality === undefined || row.municipality === municipality)
    .filter((row) => stale === undefined || row.stale === stale)
    .filter((row) => overcommitted === undefined || row.overcommitted === overcommitted)
    .sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
}

/** One page, by ascending unit id; the cursor is the last id of the page before. Throws `InvalidCursor`. */
export function pageOfUnits<Unit extends Pick<UnitRow, 'unitId'>>(
  units: readonly Unit[],
  { cursor, limit = usualPerPage }: PageRequest,
): Page<Unit> {
  if (cursor !== undefined && !isId(cursor)) throw new InvalidCursor();
  const from = units.findIndex(({ unitId }) => cursor === undefined || unitId > cursor);
  const items = from < 0 ? [] : units.slice(from, from + limit);
  const more = from >= 0 && from + limit < units.length;
  return { items, next: more ? items.at(-1)!.unitId : null };
}
