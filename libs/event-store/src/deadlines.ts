import type { Instant } from '@cap/contracts';
import type { StreamType } from '@cap/events';
import type { EntityManager } from 'typeorm';

export const deadlineKinds = ['proposal-expiry', 'stay-start', 'unit-finding', 'finding-over'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

export interface Deadline {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  readonly streamType: StreamType;
  readonly streamId: string;
  /** What the deadline is about: a proposal, a stay. One deadline per kind and reference. */
  readonly reference: string;
  readonly dueAt: Instant;
}

/** Writes deadlines in the transaction of what starts them. */
export async function setDeadlines(tx: EntityManager, deadlines: readonly Deadline[]): Promise<void> {
  if (deadlines.length === 0) return;
  await tx.query(
    `insert into deadline (deadline_id, kind, stream_type, stream_id, reference, due_at)
     select "deadlineId", kind, "streamType", "streamId", reference, "dueAt"
       from jsonb_to_recordset($1) as due ("deadlineId" uuid, kind text, "streamType" text, "streamId" uuid,
         reference uuid, "dueAt" timestamptz)`,
    [JSON.stringify(deadlines)],
  );
}

/**
 * Takes a deadline away because what it waited for happened. One that was settled before stays as it is, and that is
 * told.
 */
export async function clearDeadline(
  tx: EntityManager,
  kind: DeadlineKind,
  reference: string,
  at: Instant,
): Promise<'cleared' | 'settled-before'> {
  return (await settle(tx, 'cleared', kind, reference, at)) === 1 ? 'cleared' : 'settled-before';
}

/**
 * Takes a due deadline for firing, in the transaction that carries out what it demands. Returns false when it is not
 * there, not due, or settled before: then nothing must be done.
 */
export async function fireDeadline(
  tx: EntityManager,
  kind: DeadlineKind,
  reference: string,
  at: Instant,
): Promise<boolean> {
  return (await settle(tx, 'fired', kind, reference, at)) === 1;
}

async function settle(
  tx: EntityManager,
  outcome: 'fired' | 'cleared',
  kind: DeadlineKind,
  reference: string,
  at: Instant,
): Promise<number> {
  const [, changed] = await tx.query<[unknown[], number]>(
    `update deadline set settled_at = $4, outcome = $1
      where kind = $2 and reference = $3 and settled_at is null and ($1 = 'cleared' or due_at <= $4)`,
    [outcome, kind, reference, at],
  );
  return changed;
}

/** Deadlines that are due at a moment of business time, oldest first. Reading takes no lock: firing decides. */
export async function dueDeadlines(manager: EntityManager, at: Instant, limit: number): Promise<Deadline[]> {
  return manager.query<Deadline[]>(
    `select deadline_id as "deadlineId", kind, stream_type as "streamType", stream_id as "streamId", reference,
            due_at as "dueAt"
       from deadline where settled_at is null and due_at <= $1 order by due_at, deadline_id limit $2`,
    [at, limit],
  );
}

/** The moment of the next deadline, or null when none waits. */
export async function nextDeadline(manager: EntityManager): Promise<Instant | null> {
  const [row] = await manager.query<{ next: Instant | null }[]>(
    'select min(due_at) as next from deadline where settled_at is null',
  );
  return row?.next ?? null;
}
