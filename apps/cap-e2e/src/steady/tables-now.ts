import type { Client } from 'pg';
import type { TableSample } from './sample';

/** Rows and sizes of every table of ours; rows are counted, not estimated. */
export async function tablesNow(database: Client): Promise<TableSample[]> {
  const { rows } = await database.query<{ name: string; dead: string; bytes: string }>(
    `select relname as name, n_dead_tup as dead, pg_total_relation_size(relid) as bytes
       from pg_stat_user_tables where schemaname = 'public' order by relname`,
  );
  const samples: TableSample[] = [];
  for (const { name, dead, bytes } of rows) {
    const counted = await database.query<{ rows: string }>(`select count(*) as rows from "${name}"`);
    samples.push({ name, rows: Number(counted.rows[0]!.rows), deadRows: Number(dead), bytes: Number(bytes) });
  }
  return samples;
}

/** How many events the reader that is furthest behind has yet to read. */
export async function lagNow(database: Client): Promise<number> {
  const { rows } = await database.query<{ lag: string }>(
    `select coalesce(max(position), 0) - coalesce((select min(position) from checkpoint), 0) as lag from log_order`,
  );
  return Number(rows[0]!.lag);
}
