import { connected } from '@cap/local-services';

export interface LeaseHolder {
  readonly processId: string;
  readonly pid: number;
}

const diskFull = '53100';

/** What can be seen in the database: only to tell whether a fault had its effect. Each look is a connection of its own. */
export class DatabaseLook {
  constructor(private readonly url: string) {}

  rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return connected(this.url, async (client) => (await client.query<Row>(sql, [...values])).rows);
  }

  /** The process that holds a lease, or held it last; null while nobody that is known does. */
  async holderOf(lease: string): Promise<LeaseHolder | null> {
    const [row] = await this.rows<LeaseHolder>(
      `select process_id as "processId", pid from lease join process on process_id = holder where name = $1`,
      [lease],
    );
    return row ?? null;
  }

  /** Whether a process has told since then that it lives. */
  async hasSeen(pid: number, since: Date): Promise<boolean> {
    const rows = await this.rows('select 1 from process where pid = $1 and seen_at > $2', [pid, since.toISOString()]);
    return rows.length > 0;
  }

  async now(): Promise<Date> {
    const [row] = await this.rows<{ now: string }>('select clock_timestamp()::text as now');
    return new Date(row!.now);
  }

  /** Whether a megabyte can be written; what was written goes with the connection. */
  async hasRoom(): Promise<boolean> {
    try {
      await this.rows('create temp table room as select repeat(i::text, 100) from generate_series(1, 2000) as i');
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === diskFull) return false;
      throw error;
    }
  }

  /** Sessions that programs have in the server; our own look is not one of them. */
  async sessions(): Promise<number> {
    const [row] = await this.rows<{ count: string }>(
      `select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return Number(row!.count);
  }

  /** When the server was started, as a text to compare. */
  async startedAt(): Promise<string> {
    const [row] = await this.rows<{ at: string }>('select pg_postmaster_start_time()::text as at');
    return row!.at;
  }
}
