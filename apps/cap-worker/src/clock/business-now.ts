import type { Instant, LocalDate } from '@cap/contracts';
import type { DataSource } from 'typeorm';

export interface BusinessNow {
  readonly at: Instant;
  /** The day in Amsterdam. */
  readonly on: LocalDate;
  /** A stepped clock stands still until somebody puts it forward. */
  readonly stepped: boolean;
}

/** The moment, its day, and what kind of clock gives it. */
export async function businessNow(dataSource: DataSource): Promise<BusinessNow> {
  const [row] = await dataSource.query<BusinessNow[]>(
    `select at, (at at time zone 'Europe/Amsterdam')::date as on,
            stepped_to is not null as stepped
       from business_clock cross join business_instant() as at`,
  );
  return row!;
}
