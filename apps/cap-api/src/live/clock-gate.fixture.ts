import { Client } from 'pg';

/** Holds one session of the application, between two of its queries, until the test lets it go on. */
export interface Gate {
  somebodyWaits(): Promise<boolean>;
  open(): Promise<void>;
}

const ticket = 77_001;
const barrier = 77_002;

/**
 * The next session that reads the business clock waits; all later ones pass. A client that follows a room reads the clock
 * after its rows, a feed's reader only when it has something to send. Done by two locks in the test's own database.
 */
export async function holdNextReadingOfTheClock(adminUrl: string): Promise<Gate> {
  const keeper = new Client({ connectionString: adminUrl });
  await keeper.connect();
  await keeper.query(`select pg_advisory_lock(${barrier})`);
  await keeper.query(`
    create or replace function business_instant() returns timestamptz language plpgsql volatile as $$
    begin
      if pg_try_advisory_xact_lock(${ticket}) then perform pg_advisory_xact_lock_shared(${barrier}); end if;
      return (select coalesce(stepped_to, clock_timestamp()) from business_clock);
    end $$`);
  const somebodyWaits = async (): Promise<boolean> => {
    const { rowCount } = await keeper.query(
      `select 1 from pg_locks where locktype = 'advisory' and objid = ${barrier} and not granted
          and database = (select oid from pg_database where datname = current_database())`,
    );
    return rowCount === 1;
  };
  return { somebodyWaits, open: () => keeper.end() };
}
