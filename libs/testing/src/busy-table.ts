import { Client } from 'pg';
import { eventually } from './eventually';

/** A table that somebody keeps locked: commands that write it are real, slow transactions until it is let go. */
export interface BusyTable {
  /** Waits until so many transactions stand still for it. */
  held(count: number): Promise<void>;
  letGo(): Promise<void>;
}

/** Locks a table of the database until it is let go. */
export async function keepTableBusy(adminUrl: string, table: string): Promise<BusyTable> {
  const keeper = new Client({ connectionString: adminUrl });
  await keeper.connect();
  await keeper.query('begin');
  await keeper.query(`lock table ${keeper.escapeIdentifier(table)} in exclusive mode`);
  const waiting = async (): Promise<number> => {
    const { rows } = await keeper.query<{ waiting: number }>(
      `select count(*)::integer as waiting from pg_locks
        where relation = $1::regclass and not granted
          and database = (select oid from pg_database where datname = current_database())`,
      [table],
    );
    return rows[0]!.waiting;
  };
  return {
    held: async (count) =>
      void (await eventually(`${count} transactions wait`, async () => (await waiting()) === count)),
    letGo: () => keeper.end(),
  };
}
