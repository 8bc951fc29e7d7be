import { Pool } from 'pg';
import type { Sending } from './topic';

type Report = Sending['reports'][number];

/**
 * The least that reports need of the database: per batch of one provider one transaction with an upsert of `unit_report` and the
 * rows of `unit_report_history`, in tables and indexes as the application has them. Nothing is read, judged or remembered.
 */
export class BareUpsert {
  private readonly pool: Pool;

  /** @param connections as many as the consumer handles topics at a time. */
  constructor(
    url: string,
    private readonly connections: number,
  ) {
    this.pool = new Pool({ connectionString: url, max: connections });
  }

  /** The batches of each provider one after the other, and as many providers at a time as there are connections. */
  async apply(sendings: readonly Sending[], batchSize: number): Promise<void> {
    const waiting = [...sendings];
    const lane = async (): Promise<void> => {
      for (let sending = waiting.shift(); sending; sending = waiting.shift())
        for (let from = 0; from < sending.reports.length; from += batchSize)
          await this.batch(sending.reports.slice(from, from + batchSize));
    };
    await Promise.all(Array.from({ length: this.connections }, lane));
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Every unit is in it once, by ascending id. */
  private async batch(reports: readonly Report[]): Promise<void> {
    const client = await this.pool.connect();
    try {
      const columns = [
        reports.map(({ unitId }) => unitId),
        reports.map(({ id }) => id),
        reports.map(({ observedAt }) => observedAt),
        reports.map(({ inOperation }) => inOperation),
        reports.map(({ occupied }) => occupied),
        new Date().toISOString(),
      ];
      await client.query('begin');
      await client.query(upsert, columns);
      await client.query(history, columns);
      await client.query('commit');
    } finally {
      client.release();
    }
  }
}

const incoming = `from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::integer[], $5::integer[])
  as incoming (unit_id, report_id, observed_at, in_operation, occupied)`;

const upsert = `
  insert into unit_report (unit_id, report_id, observed_at, received_at, in_operation, occupied, occupied_other_regions,
                           unchanged_since)
  select unit_id, report_id, observed_at, $6, in_operation, occupied, 0, observed_at ${incoming}
  on conflict (unit_id) do update set
    report_id = excluded.report_id, observed_at = excluded.observed_at, received_at = excluded.received_at,
    in_operation = excluded.in_operation, occupied = excluded.occupied, unchanged_since = excluded.unchanged_since
  where (excluded.observed_at, excluded.report_id) > (unit_report.observed_at, unit_report.report_id)`;

const history = `
  insert into unit_report_history (unit_id, observed_at, report_id, received_at, in_operation, occupied,
                                   occupied_other_regions, came_late)
  select unit_id, observed_at, report_id, $6, in_operation, occupied, 0, false ${incoming}`;
