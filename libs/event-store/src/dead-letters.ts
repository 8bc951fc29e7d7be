import type { Instant, ProviderId } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';

/** A message that stands among the dead letters, as the broker gave it; what it holds is not kept here. */
export interface KeptLetter {
  readonly providerId: ProviderId | null;
  /** Where the message first stood. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** Where its copy stands among the dead letters, and when it was written there. */
  readonly keptOffset: string;
  readonly keptAt: Instant;
  readonly reason: string;
  /** Names places and keywords, never content. */
  readonly detail: string;
}

export type ReplayOutcome = 'applied' | 'failed-again' | 'no-longer-kept';

/** A dead letter, and what was done about it. Moments are real time. */
export interface DeadLetter extends KeptLetter {
  readonly letterNo: number;
  /** How often it was put aside. */
  readonly times: number;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly status: 'open' | 'replayed' | 'handled';
  /** Whether an operator asked for a replay that no worker carried out yet. */
  readonly replayAsked: boolean;
  /** How often it was replayed, and what came of the last time. */
  readonly replays: number;
  readonly lastReplay: ReplayOutcome | null;
}

const columns = `
  letter_no as "letterNo", provider_id as "providerId", topic, partition, "offset"::text as offset,
  kept_offset::text as "keptOffset", kept_at as "keptAt", reason, detail, times, first_seen_at as "firstSeenAt",
  last_seen_at as "lastSeenAt", status, replay_asked_by is not null as "replayAsked", replays,
  last_replay as "lastReplay"`;

/**
 * Writes down letters, in the order of their topic. The same copy twice is one; a newer copy of a message that was
 * settled opens it again, for somebody must look again.
 */
export async function keepLetters(dataSource: DataSource, letters: readonly KeptLetter[]): Promise<void> {
  await dataSource.transaction(async (tx) => {
    for (const letter of letters) await keepLetter(tx, letter);
  });
}

async function keepLetter(tx: EntityManager, letter: KeptLetter): Promise<void> {
  await tx.query(
    `insert into dead_letter as known (provider_id, topic, partition, "offset", kept_offset, kept_at, reason, detail)
     values ($1, $2, $3, $4, $5, $6, left($7, 100), left($8, 300))
     on conflict (topic, partition, "offset") do update
       set kept_offset = excluded.kept_offset, kept_at = excluded.kept_at, reason = excluded.reason,
           detail = excluded.detail, times = known.times + 1, last_seen_at = excluded.last_seen_at, status = 'open',
           settled_at = null, settled_by = null
     where (known.kept_at, known.kept_offset) < (excluded.kept_at, excluded.kept_offset)`,
    [
      letter.providerId,
      letter.topic,
      letter.partition,
      letter.offset,
      letter.keptOffset,
      letter.keptAt,
      letter.reason,
      letter.detail,
    ],
  );
}

/** How many wait for somebody. */
export async function openDeadLetters(manager: DataSource | EntityManager): Promise<number> {
  const [row] = await manager.query<{ open: number }[]>(
    `select count(*)::integer as open from dead_letter where status = 'open'`,
  );
  return row!.open;
}

/** The open letters, or every one; oldest first, at most `limit` after the one with number `after`. */
export function listDeadLetters(
  manager: DataSource | EntityManager,
  { which = 'open', after = 0, limit = 200 }: { which?: 'open' | 'all' | 'asked'; after?: number; limit?: number } = {},
): Promise<DeadLetter[]> {
  return manager.query<DeadLetter[]>(
    `select ${columns} from dead_letter
      where letter_no > $1 and ($2 = 'all' or status = 'open' and ($2 = 'open' or replay_asked_by is not null))
      order by letter_no limit $3`,
    [after, which, limit],
  );
}

/** One letter by its number, or null. */
export async function deadLetterOf(manager: DataSource | EntityManager, letterNo: number): Promise<DeadLetter | null> {
  const [letter] = await manager.query<DeadLetter[]>(`select ${columns} from dead_letter where letter_no = $1`, [
    letterNo,
  ]);
  return letter ?? null;
}

/** Asks the availability worker to try these open letters again; `by` is the operator. Gives the numbers of those. */
export async function askReplay(dataSource: DataSource, letters: readonly number[], by: string): Promise<number[]> {
  const [asked] = await dataSource.query<[{ letterNo: number }[], number]>(
    `update dead_letter set replay_asked_by = $2 where letter_no = any ($1) and status = 'open'
     returning letter_no as "letterNo"`,
    [letters, by],
  );
  return asked.map(({ letterNo }) => letterNo);
}

/** Marks an open letter as dealt with in another way. Gives whether it was open. */
export async function markHandled(dataSource: DataSource, letterNo: number, by: string): Promise<boolean> {
  const [, changed] = await dataSource.query<[unknown[], number]>(
    `update dead_letter set status = 'handled', settled_at = clock_timestamp(), settled_by = $2, replay_asked_by = null
      where letter_no = $1 and status = 'open'`,
    [letterNo, by],
  );
  return changed === 1;
}

/**
 * Writes down what came of a replay. Only what was applied settles the letter; the others stay open. Of two workers that
 * did the same letter at once, the first writes.
 */
export async function settleReplay(
  dataSource: DataSource,
  { letterNo, replays }: Pick<DeadLetter, 'letterNo' | 'replays'>,
  outcome: ReplayOutcome,
  why?: { readonly reason: string; readonly detail: string },
): Promise<void> {
  await dataSource.query(
    `update dead_letter
        set replays = replays + 1, last_replay = $3, replay_asked_by = null,
            status = case when $3 = 'applied' then 'replayed' else 'open' end,
            settled_at = case when $3 = 'applied' then clock_timestamp() end,
            settled_by = case when $3 = 'applied' then replay_asked_by end,
            times = times + case when $3 = 'failed-again' then 1 else 0 end,
            reason = left(coalesce($4, reason), 100), detail = left(coalesce($5, detail), 300)
      where letter_no = $1 and replays = $2 and status = 'open' and replay_asked_by is not null`,
    [letterNo, replays, outcome, why?.reason ?? null, why?.detail ?? null],
  );
}
