import type { DataSource, EntityManager } from 'typeorm';

/** What came of work under a lease: its result, or that another process holds the lease. */
export type UnderLease<T> = { readonly held: true; readonly result: T } | { readonly held: false };

/**
 * Does `work` in a transaction that holds the lease `name`, or does nothing when another holder has it. The lease is
 * taken or renewed for `ttlMs` of real time in the same transaction as the work, and its row stays locked until the
 * commit: a holder that was paused and lost the lease writes nothing. One that is paused in the middle of its work is
 * cut off by the server after `ttlMs`, so that it holds nobody up.
 */
export async function withLease<T>(
  dataSource: DataSource,
  name: string,
  holder: string,
  ttlMs: number,
  work: (tx: EntityManager) => Promise<T>,
): Promise<UnderLease<T>> {
  const attempt = () =>
    dataSource.transaction<UnderLease<T>>(async (tx) => {
      if (!(await takeLease(tx, name, holder, ttlMs))) return { held: false };
      return { held: true, result: await work(tx) };
    });
  const outcome = await attempt();
  // Only the first attempt of an installation finds no row. It is made on its own, so that nobody waits for its commit.
  if (outcome.held || !(await makeLease(dataSource, name, holder))) return outcome;
  return attempt();
}

async function takeLease(tx: EntityManager, name: string, holder: string, ttlMs: number): Promise<boolean> {
  const [taken] = await tx.query<[unknown[], number]>(
    `with cut_off as (select set_config('idle_in_transaction_session_timeout', $3::bigint::text, true)),
          mine as (
            select name from lease
             where name = $1 and (holder = $2 or until < clock_timestamp())
               for update skip locked)
     update lease set holder = $2, until = clock_timestamp() + $3::bigint * interval '1 millisecond'
       from mine, cut_off where lease.name = mine.name returning lease.name`,
    [name, holder, ttlMs],
  );
  return taken.length === 1;
}

/**
 * Makes the row of a lease that nobody ever had, expired. Gives whether it was made. It looks first: `on conflict` alone
 * would wait for a holder who is at work.
 */
async function makeLease(dataSource: DataSource, name: string, holder: string): Promise<boolean> {
  const made = await dataSource.query<unknown[]>(
    `insert into lease (name, holder, until)
     select $1::text, $2::uuid, '-infinity' where not exists (select from lease where name = $1)
     on conflict do nothing returning name`,
    [name, holder],
  );
  return made.length === 1;
}

/** Lets another process have the lease at once. Only its holder can give it up. */
export async function giveUpLease(dataSource: DataSource, name: string, holder: string): Promise<void> {
  await dataSource.query('update lease set until = clock_timestamp() where name = $1 and holder = $2', [name, holder]);
}
