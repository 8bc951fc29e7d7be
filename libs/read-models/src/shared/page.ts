import { isId, type Page } from '@cap/contracts';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Which page of a list: after `cursor` (the `next` of the page before), at most `limit` rows. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  /** 1 to 200; 50 unless told. */
  readonly limit?: number | undefined;
}

/** The cursor is not one that a list gave out. */
export class InvalidCursor extends Error {
  constructor() {
    super('The cursor does not come from this list. Leave it out to begin at the first page.');
  }
}

export const mostPerPage = 200;
const usualPerPage = 50;

/**
 * One page of a query on the alias `item`, newest first by a moment that never changes and an id. Rows that come or
 * go between two pages shift nothing: each page begins after the last row of the one before. Throws `InvalidCursor`.
 */
export async function pageOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  keys: { readonly moment: keyof Row & string; readonly id: keyof Row & string },
  { cursor, limit = usualPerPage }: PageRequest,
): Promise<Page<Row>> {
  const [moment, id] = [`item.${keys.moment}`, `item.${keys.id}`];
  const most = Math.min(Math.max(1, Math.trunc(limit)), mostPerPage);
  if (cursor !== undefined) query.andWhere(`(${moment}, ${id}) < (:afterMoment, :afterId)`, readCursor(cursor));
  const rows = await query
    .orderBy(moment, 'DESC')
    .addOrderBy(id, 'DESC')
    .limit(most + 1)
    .getMany();
  const items = rows.slice(0, most);
  const last = items.at(-1);
  return { items, next: last && rows.length > most ? writeCursor(last[keys.moment], last[keys.id]) : null };
}

const writeCursor = (moment: string, id: string): string =>
  Buffer.from(JSON.stringify([moment, id])).toString('base64url');

function readCursor(cursor: string): { afterMoment: string; afterId: string } {
  const [afterMoment, afterId] = contentOf(cursor);
  if (typeof afterMoment !== 'string' || Number.isNaN(Date.parse(afterMoment)) || !isId(afterId))
    throw new InvalidCursor();
  return { afterMoment, afterId };
}

function contentOf(cursor: string): unknown[] {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(content) ? content : [];
  } catch {
    return [];
  }
}
