import { setTimeout as delay } from 'node:timers/promises';
import type { CandidatesView, Position } from '@cap/contracts';
import { isAtOrAfter } from '../client/live';
import type { Case } from '../players/case';
import type { World } from '../players/world';

/** Of real time: under a fault plan an API process may be away for a while. */
const withinMs = 60_000;

/** The candidates of a referral from an index that is level with a position of the unit feed, so that a run can be repeated. */
export async function candidatesAt(world: World, own: Case, position: Position): Promise<CandidatesView> {
  const end = Date.now() + withinMs;
  for (;;) {
    const view = await world.api.get<CandidatesView>(
      world.actors.desk(1),
      `/v1/referrals/${own.referralId}/candidates`,
    );
    const { capacityPosition } = view.basis;
    if (isAtOrAfter(capacityPosition as Position, position)) return view;
    if (Date.now() > end)
      throw new Error(`The index of the candidates stands at ${capacityPosition}, and the unit feed at ${position}.`);
    await delay(10);
  }
}
