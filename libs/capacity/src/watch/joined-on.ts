import type { LocalDate, ProviderId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/** The day on which a provider joined. */
export async function joinedOn(manager: EntityManager, providerId: ProviderId): Promise<LocalDate> {
  const [row] = await manager.query<{ on: LocalDate }[]>(
    'select joined_on as on from provider where provider_id = $1',
    [providerId],
  );
  return row!.on;
}
