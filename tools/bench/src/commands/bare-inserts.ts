import { Pool, type PoolClient } from 'pg';
import type { Asked, Sequence, Transaction } from './recorder';

/**
 * Writes what commands wrote, row by row as they wrote it, into a twin of their database: in as many transactions of as many round
 * trips, over as many connections. A round trip that inserted does the insert; the two functions that hold inserts do these
 * alone; every other one, reading, locking, updating or waking, asks for nothing (`select 1`). Only a change of a claim, which tells the
 * publisher in the same statement, is done as it was.
 */
export class BareInserts {
  private readonly pool: Pool;

  constructor(
    ownerUrl: string,
    private readonly connections: number,
  ) {
    this.pool = new Pool({ connectionString: ownerUrl, max: connections });
  }

  /** Each sequence in its order, and as many at a time as there are connections. */
  async write(sequences: readonly Sequence[]): Promise<void> {
    const waiting = sequences.map((sequence) => sequence.map(bareOf)).reverse();
    const lane = async (): Promise<void> => {
      const client = await this.pool.connect();
      try {
        for (let next = waiting.pop(); next; next = waiting.pop())
          for (const transaction of next) await carryOut(client, transaction);
      } finally {
        client.release();
      }
    };
    await Promise.all(Array.from({ length: this.connections }, lane));
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

async function carryOut(client: PoolClient, transaction: Transaction): Promise<void> {
  for (const { sql, parameters } of transaction) await client.query(sql, [...parameters]);
}

const nothing: Asked = { sql: 'select 1', parameters: [] };

function bareOf(transaction: Transaction): Transaction {
  const answer = transaction.find(({ sql }) => sql.startsWith('update command set answer'))?.parameters[2] ?? null;
  return transaction.map(({ sql, parameters }) => {
    if (
      /^(START TRANSACTION|COMMIT|insert into|with changed as \((insert into|update) place_claim)/i.test(
        sql.trimStart(),
      )
    )
      return { sql, parameters };
    if (sql.includes('begin_command(')) return { sql: insertCommand, parameters: [...parameters, answer] };
    if (sql.includes('append_events(')) return { sql: insertEvents, parameters };
    if (/\binsert into\b/i.test(sql)) throw new Error(`The bare inserts leave this one out: ${sql}`);
    return nothing;
  });
}

const insertCommand = `insert into command (actor_id, command_id, field_hmacs, at, answer)
  values ($1, $2, $3, clock_timestamp(), $4)`;

const insertEvents = `
  with added as (
    insert into event (stream_type, stream_id, version, type, data, metadata)
    select $1, $2, $3::integer + ordinality, item->>'type', item->'data', $5::jsonb
      from jsonb_array_elements($4::jsonb) with ordinality as list (item, ordinality)
    returning insert_no)
  insert into log_pending select insert_no from added`;
