import { unitFeed } from '@cap/capacity';
import type { ReaderView, SettledView } from '@cap/contracts';
import { sequenceLog } from '@cap/event-store';
import { readModels } from '@cap/read-models';
import type { UnitIndex } from '@cap/use-cases';
import type { DataSource } from 'typeorm';

const everyMs = 10;
/** Everything of the worker that follows the log. While the worker starts, one that has read nothing has no checkpoint. */
const followers = [...readModels.map(({ name }) => name), 'reactions'];
/** Where a process has this role, it follows the log too; where none has, its checkpoint is of an earlier time. */
const relay = 'relay';

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

interface Seen {
  deadlines: boolean;
  stale: boolean;
  unnumbered: boolean;
  uncounted: boolean;
  head: number;
  readers: Pick<ReaderView, 'reader' | 'position' | 'haltedAt' | 'waitingFor'>[];
  relays: boolean;
  feed: string | null;
}

/** One snapshot: what a reaction wrote is seen together with how far the reaction is. */
const everything = `
  select exists (select from deadline where settled_at is null and due_at <= at) as deadlines,
         exists (select from unit_report where not told_stale and observed_at < at - make_interval(hours => term)) as stale,
         exists (select from log_pending) as unnumbered,
         exists (select from unit_changed) as uncounted,
         (select coalesce(max(position), 0) from log_order) as head,
         (select coalesce(jsonb_agg(jsonb_build_object('reader', reader, 'position', position, 'haltedAt', halted_at,
                                                       'waitingFor', waiting_for)), '[]')
            from checkpoint) as readers,
         exists (select from process where 'relay' = any(roles) and seen_at > clock_timestamp() - interval '15 seconds')
           as relays,
         (select epoch || ':' || change_no from feed_head where feed = $1) as feed
    from business_instant() as at
   cross join lateral (
     select value::text::integer as term from policy
      where key = 'reporting-term-hours' and effective_from <= (at at time zone 'Europe/Amsterdam')::date
      order by effective_from desc, policy_version desc limit 1) as reporting`;

async function settledNow(dataSource: DataSource, index: UnitIndex): Promise<SettledView> {
  await sequenceLog(dataSource);
  const [seen] = await dataSource.query<Seen[]>(everything, [unitFeed]);
  const { deadlines, stale, unnumbered, uncounted, head, feed, relays } = seen!;
  const readers = seen!.readers.filter(({ reader }) => relays || reader !== relay);
  const expected = relays ? [...followers, relay] : followers;
  const begun = new Set(readers.map(({ reader }) => reader));
  const behind = readers.filter(({ position, haltedAt }) => haltedAt !== null || position < head);
  // What somebody outside holds up, such as the broker, holds up nothing of ours.
  const outside = behind.filter((reader) => reader.haltedAt === null && reader.waitingFor !== null);
  const waitingFor = [
    ...(deadlines ? ['deadlines'] : []),
    ...(stale ? ['stale units'] : []),
    ...(unnumbered ? ['log'] : []),
    ...(head > 0 ? expected.filter((name) => !begun.has(name)) : []),
    ...behind.filter((reader) => !outside.includes(reader)).map(inWords),
    ...(uncounted ? ['publisher'] : []),
    ...(feed !== null && index.position !== feed ? ['unit index'] : []),
  ];
  const settled = waitingFor.length === 0;
  return { settled, logPosition: head, waitingFor: [...waitingFor, ...outside.map(inWords)] };
}

function inWords({ reader, haltedAt, waitingFor }: Seen['readers'][number]): string {
  if (haltedAt !== null) return `${reader} (halted)`;
  return waitingFor === null ? reader : `${reader} (waiting for ${waitingFor})`;
}
