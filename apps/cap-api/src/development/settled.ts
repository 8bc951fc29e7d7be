import type { SettledView } from '@cap/contracts';
import { businessInstant, dueDeadlines, logHead, readerStates, readFeed, readPolicy } from '@cap/event-store';
import { unitFeed } from '@cap/capacity';
import { localDateOf } from '@cap/domain';
import type { UnitIndex } from '@cap/use-cases';
import type { DataSource } from 'typeorm';

const everyMs = 10;

/**
 * Whether everything that follows a commit has been done: readers level with the log, deadlines fired, units counted and
 * published, this process's index level with the feed. Waits up to `waitMs` of real time.
 */
export async function untilSettled(dataSource: DataSource, index: UnitIndex, waitMs: number): Promise<SettledView> {
  const until = Date.now() + waitMs;
  for (;;) {
    const view = await settledNow(dataSource, index);
    if (view.settled || Date.now() >= until) return view;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

async function settledNow(dataSource: DataSource, index: UnitIndex): Promise<SettledView> {
  const at = await businessInstant(dataSource);
  const waitingFor: string[] = [];
  if ((await dueDeadlines(dataSource.manager, at, 1)).length > 0) waitingFor.push('deadlines');
  if (await staleToTell(dataSource, at)) waitingFor.push('stale units');
  const logPosition = await logHead(dataSource);
  for (const { reader, position, haltedAt } of await readerStates(dataSource)) {
    if (haltedAt !== null) waitingFor.push(`${reader} (halted)`);
    else if (position < logPosition) waitingFor.push(reader);
  }
  const [{ pending } = { pending: false }] = await dataSource.query<{ pending: boolean }[]>(
    'select exists (select from log_pending) or exists (select from unit_changed) as pending',
  );
  if (pending) waitingFor.push('publisher');
  const { position } = await readFeed(dataSource.manager, unitFeed, 'nobody', null);
  if (index.position !== `${position.epoch}:${position.changeNo}`) waitingFor.push('unit index');
  return { settled: waitingFor.length === 0, logPosition, waitingFor };
}

async function staleToTell(dataSource: DataSource, at: string): Promise<boolean> {
  const policy = await readPolicy(dataSource, localDateOf(at as never));
  const [row] = await dataSource.query<{ some: boolean }[]>(
    `select exists (select from unit_report where not told_stale
        and observed_at < $1::timestamptz - make_interval(hours => $2)) as some`,
    [at, policy['reporting-term-hours']],
  );
  return row!.some;
}
