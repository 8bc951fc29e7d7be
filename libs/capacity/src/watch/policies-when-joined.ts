import type { LocalDate, ProviderId } from '@cap/contracts';
import type { Policy } from '@cap/events';
import { readPolicy } from '@cap/event-store';
import type { EntityManager } from 'typeorm';

/** Of each of these providers the day on which it joined and the policy of that day, read once a day. */
export async function policiesWhenJoined(
  manager: EntityManager,
  of: readonly { providerId: ProviderId }[],
): Promise<Map<ProviderId, { joinedOn: LocalDate; policyWhenJoined: Policy }>> {
  const providers = await manager.query<{ providerId: ProviderId; joinedOn: LocalDate }[]>(
    'select provider_id as "providerId", joined_on as "joinedOn" from provider where provider_id = any ($1)',
    [of.map(({ providerId }) => providerId)],
  );
  const policies = new Map<LocalDate, Policy>();
  for (const { joinedOn } of providers)
    if (!policies.has(joinedOn)) policies.set(joinedOn, await readPolicy(manager, joinedOn));
  return new Map(
    providers.map(({ providerId, joinedOn }) => [providerId, { joinedOn, policyWhenJoined: policies.get(joinedOn)! }]),
  );
}
