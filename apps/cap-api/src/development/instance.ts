import type { DataSource } from 'typeorm';
import { ProblemError } from '../edge/problem';

/** What a simulator must know of a development instance: whether anything was ever registered, and by which seed. */
export async function readInstance(dataSource: DataSource): Promise<{ empty: boolean; seed: number | null }> {
  const [row] = await dataSource.query<{ empty: boolean; seed: number | null }[]>(
    `select not exists (select from event) as empty, (select seed from development_instance) as seed`,
  );
  return row!;
}

/** Marks an empty instance with its seed; marking it again with the same one changes nothing. */
export async function markInstance(
  dataSource: DataSource,
  seed: number,
): Promise<{ empty: boolean; seed: number | null }> {
  const before = await readInstance(dataSource);
  if (before.seed === null && before.empty) {
    await dataSource.query('insert into development_instance (seed) values ($1) on conflict do nothing', [seed]);
  }
  const after = await readInstance(dataSource);
  if (after.seed === seed) return after;
  throw new ProblemError('instance-in-use', after.seed === null ? {} : { values: { seed: after.seed } });
}
