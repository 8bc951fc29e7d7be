import type {
  CapacityView,
  FindingView,
  ProposalView,
  ReferralView,
  StayView,
  UnitListItem,
  UnitRow,
} from '@cap/contracts';
import { atOnce, together } from '../client/together';
import type { World } from '../players/world';

/** What the CAP finds by itself about a unit's count comes from nothing that a player did. */
const bypasses = '/v1/findings?kind=bypass';

/** Reads everything that can be seen from outside when all is settled, and records it for the auditor. */
export async function recordFinalState(world: World): Promise<UnitRow[]> {
  const { api, actors } = world;
  const desk = actors.desk(1);
  const [referrals, proposals, stays, findings, units] = await Promise.all([
    api.list<ReferralView>(desk, '/v1/referrals'),
    api.list<ProposalView>(desk, '/v1/proposals'),
    api.list<StayView>(desk, '/v1/stays'),
    api.list<FindingView>(desk, bypasses),
    api.list<UnitListItem>(desk, '/v1/units'),
  ]);
  const capacities = await together(world.region.units, atOnce, ({ unitId }) =>
    api.get<CapacityView>(desk, `/v1/units/${unitId}/capacity`),
  );
  for (const { unitId, free } of capacities)
    world.record({ kind: 'free-shown', at: world.at, source: 'capacity', unitId, free });
  world.record({ kind: 'final', at: world.at, referrals, proposals, stays, findings, capacities });
  return units.map(({ actions: _notInRooms, ...row }) => row);
}
