import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

type Wanted = string | number | boolean | readonly string[] | undefined;

/** Narrows a query on an alias to rows whose properties have the wanted values; one that is undefined narrows nothing. */
export function narrow<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  alias: string,
  wanted: Readonly<Record<string, Wanted>>,
): SelectQueryBuilder<Row> {
  for (const [property, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    const values = Array.isArray(value) ? value : [value];
    query.andWhere(`${alias}.${property} = any (:${alias}_${property})`, { [`${alias}_${property}`]: values });
  }
  return query;
}
