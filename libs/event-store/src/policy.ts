import type { LocalDate } from '@cap/contracts';
import { policyKeys, type Policy } from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';

/** The policy in force on a day: the newest change of each key whose day has come. */
export async function readPolicy(manager: EntityManager | DataSource, on: LocalDate): Promise<Policy> {
  const rows = await manager.query<{ key: string; value: unknown; version: number }[]>(
    `select distinct on (key) key, value, (select max(policy_version) from policy where effective_from <= $1) as version
       from policy where effective_from <= $1 order by key, effective_from desc, policy_version desc`,
    [on],
  );
  const inForce = Object.fromEntries(rows.map((row) => [row.key, row.value]));
  const missing = policyKeys.filter((key) => !(key in inForce));
  if (missing.length > 0) throw new Error(`No policy in force on ${on} for ${missing.join(', ')}.`);
  return { version: rows[0]!.version, ...inForce } as Policy;
}

/** More days than the longest term in working days can take. */
const daysAhead = 120;

/** The public holidays of the coming months, for working days (PRP-2). */
export async function readHolidays(
  manager: EntityManager | DataSource,
  from: LocalDate,
): Promise<ReadonlySet<LocalDate>> {
  const rows = await manager.query<{ day: LocalDate }[]>(
    'select day from holiday where day between $1 and $1::date + $2::integer',
    [from, daysAhead],
  );
  return new Set(rows.map((row) => row.day));
}
