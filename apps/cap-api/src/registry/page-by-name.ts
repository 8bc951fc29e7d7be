import { isId, type Page } from '@cap/contracts';
import { InvalidCursor, type PageRequest } from '@cap/read-models';
import type { SelectQueryBuilder } from 'typeorm';

const usualPerPage = 100;

/**
 * One page of a query on the alias `item`, by name and then by id. The cursor is the id of the last row of the page before:
 * no name changes and no row goes, so that each page begins where that one ended. Throws `InvalidCursor`.
 */
export async function pageByName<Row extends { name: string }>(
  query: SelectQueryBuilder<Row>,
  id: keyof Row & string,
  { cursor, limit = usualPerPage }: PageRequest,
): Promise<Page<Row>> {
  if (cursor !== undefined) await beginAfter(query, id, cursor);
  const rows = await query
    .orderBy('item.name')
    .addOrderBy(`item.${id}`)
    .limit(limit + 1)
    .getMany();
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? String(items.at(-1)![id]) : null };
}

async function beginAfter<Row extends { name: string }>(
  query: SelectQueryBuilder<Row>,
  id: keyof Row & string,
  cursor: string,
): Promise<void> {
  const last = isId(cursor) ? await query.clone().andWhere(`item.${id} = :cursor`, { cursor }).getOne() : null;
  if (!last) throw new InvalidCursor();
  query.andWhere(`(item.name, item.${id}) > (:lastName, :lastId)`, { lastName: last.name, lastId: cursor });
}
