import { asInstant, type Instant, type LocalDate } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';

/** Business time, from the one row that all processes read: real, or stepped by a development instance. */
export async function businessInstant(manager: EntityManager | DataSource): Promise<Instant> {
  const [row] = await manager.query<{ at: string }[]>('select business_instant() as at');
  return asInstant(row!.at);
}

export interface BusinessNow {
  readonly at: Instant;
  /** The day in Amsterdam. */
  readonly on: LocalDate;
  /** A stepped clock stands still until somebody puts it forward. */
  readonly stepped: boolean;
}

/** The moment, its day, and what kind of clock gives it. */
export async function businessNow(manager: EntityManager | DataSource): Promise<BusinessNow> {
  const [row] = await manager.query<BusinessNow[]>(
    `select at, (at at time zone 'Europe/Amsterdam')::date as on, stepped_to is not null as stepped
       from business_clock cross join business_instant() as at`,
  );
  return row!;
}

export async function clockMode(manager: EntityManager | DataSource): Promise<'real' | 'stepped'> {
  const [row] = await manager.query<{ stepped: boolean }[]>(
    'select stepped_to is not null as stepped from business_clock',
  );
  return row!.stepped ? 'stepped' : 'real';
}

/**
 * Puts the stepped clock forward. Returns false, and changes nothing, when `to` lies before the clock. The first step
 * of an instance turns its clock from real to stepped; only while the log is empty may it go back.
 */
export async function stepClock(manager: EntityManager | DataSource, to: Instant): Promise<boolean> {
  const [, changed] = await manager.query<[unknown[], number]>(
    `update business_clock set stepped_to = $1
      where stepped_to <= $1 or stepped_to is null and ($1 >= clock_timestamp() or not exists (select from event))`,
    [to],
  );
  return changed === 1;
}
