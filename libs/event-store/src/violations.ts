import type { ViolationView } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';

/** Something that must never be: what is wrong, and about which thing, by its opaque id. */
export interface Violation {
  /** Lower-case words with hyphens: `claim-differs`. */
  readonly what: string;
  readonly subject: string;
}

/** Keeps what a check found; what was known is seen again. Gives what is new. */
export async function keepViolations(
  tx: EntityManager,
  check: string,
  found: readonly Violation[],
): Promise<Violation[]> {
  if (found.length === 0) return [];
  const kept = await tx.query<(Violation & { isNew: boolean })[]>(
    `insert into invariant_violation as known (check_name, what, subject, found_at, seen_at)
     select distinct $1, what, subject, at, at
       from jsonb_to_recordset($2) as found (what text, subject text) cross join (select clock_timestamp() as at) as moment
     on conflict (check_name, what, subject) do update set
       found_at = case when known.resolved_at is null then known.found_at else excluded.found_at end,
       seen_at = excluded.seen_at, resolved_at = null
     returning what, subject, found_at = seen_at as "isNew"`,
    [check, JSON.stringify(found)],
  );
  return kept.filter(({ isNew }) => isNew).map(({ what, subject }) => ({ what, subject }));
}

/** The real time of the database, at which a round begins. */
export async function roundBegins(tx: EntityManager): Promise<string> {
  const [row] = await tx.query<[{ at: string }]>('select clock_timestamp()::text as at');
  return row.at;
}

/** A check has looked at everything: what it did not see again since the round began is resolved. */
export async function endRound(tx: EntityManager, check: string, begun: string): Promise<void> {
  await tx.query(
    `update invariant_violation set resolved_at = clock_timestamp()
      where check_name = $1 and resolved_at is null and seen_at < $2::timestamptz`,
    [check, begun],
  );
  await tx.query(
    `insert into audit_round (check_name, rounds, ended_at) values ($1, 1, clock_timestamp())
     on conflict (check_name) do update set rounds = audit_round.rounds + 1, ended_at = clock_timestamp()`,
    [check],
  );
}

const most = 20;

/** What each check that ended a round, or found something, has open: how much, and the first of it. By name. */
export function openViolations(manager: DataSource | EntityManager): Promise<ViolationView[]> {
  return manager.query<ViolationView[]>(
    `select check_name as check, coalesce(number, 0) as open, coalesce(first, '[]') as first,
            coalesce(rounds, 0) as rounds, ended_at as "checkedAt"
       from (select check_name, count(*)::integer as number,
                    jsonb_agg(jsonb_build_object('what', what, 'subject', subject) order by nth) filter (where nth <= ${most}) as first
               from (select *, row_number() over (partition by check_name order by found_at, what, subject) as nth
                       from invariant_violation where resolved_at is null) as one
              group by check_name) as found
       full join audit_round using (check_name)
      order by check_name`,
  );
}
