import { figures, whenFiguresAreAsked } from '@cap/platform';
import type { DataSource } from 'typeorm';

/** The part of the pool of `pg` that matters here; TypeORM keeps it as its driver's `master`. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Tells the connections of this process's pool whenever figures are asked. */
export function countConnections(dataSource: DataSource): DataSource {
  const { master } = dataSource.driver as unknown as { master: Pool };
  whenFiguresAreAsked('database connections', () => {
    figures.databaseConnections.set({ state: 'in-use' }, master.totalCount - master.idleCount);
    figures.databaseConnections.set({ state: 'idle' }, master.idleCount);
    figures.databaseConnections.set({ state: 'waited-for' }, master.waitingCount);
  });
  return dataSource;
}

/** Whether the database answers now. */
export const databaseAnswers = (dataSource: DataSource): Promise<boolean> =>
  dataSource.query('select 1').then(
    () => true,
    () => false,
  );
