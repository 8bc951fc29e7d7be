import type {
  CapacityView,
  FindingView,
  Instant,
  LocalDate,
  ProposalView,
  ReferralView,
  StayView,
  UnitRow,
} from '@cap/contracts';
import { asInstant } from '@cap/contracts';
import type { KnownReport } from '../audit/free';
import { Actors, type Actor } from '../client/actors';
import type { CapApi } from '../client/api';
import { UnexpectedAnswer } from '../client/outcome';
import { atOnce, together } from '../client/together';
import { seededId } from '../random/seeded-id';
import type { InventedRegion } from '../region/invent-region';
import { registerRegion } from '../region/register-region';
import { takeStock, type StockTaken } from '../region/take-stock';
import { dayOf, startOfDay } from '../time/amsterdam';

/** The instance cannot be simulated upon; the message says why, and what to do. */
export class InstanceRefused extends Error {
  constructor(why: string) {
    super(`${why} Begin met een lege omgeving: npm start -- --empty --directory <nieuwe map>.`);
    this.name = 'InstanceRefused';
  }
}

/** What the CAP knew of the region when the play began. */
export interface Adopted {
  readonly stock: readonly StockTaken[];
  /** Reports that were made before, as a demonstration does. */
  readonly reports: readonly KnownReport[];
}

/**
 * Takes a running development instance for a run: an empty one is filled with the region; one that was filled by the same
 * seed is taken as it is when nothing else happened there. Any other is refused, and stays as it was.
 */
export async function adoptInstance(api: CapApi, region: InventedRegion, start: LocalDate): Promise<Adopted> {
  const actors = new Actors(region.seed);
  const administrator = actors.administrator();
  const desk = actors.desk(1);
  const { empty, seed } = await api.instance(administrator);
  if (!empty && seed === null) throw new InstanceRefused('Deze omgeving is niet leeg en niet van een simulatie.');
  if (seed !== null && seed !== region.seed)
    throw new InstanceRefused(`Deze omgeving hoort bij zaad ${seed}, en niet bij zaad ${region.seed}.`);
  const { at } = await api.clock(administrator);
  const startsAt = startOfDay(start);
  if (at > startsAt) throw new InstanceRefused(`De klok van deze omgeving staat op ${at}, na het begin op ${start}.`);
  if (!empty) await refuseWhenPlayed(api, desk);
  const known = empty ? [] : await api.list<UnitRow>(desk, '/v1/units');
  if (known.length === region.units.length) {
    await stepTo(api, administrator, at, startsAt, region.seed);
    return { stock: await stockThatWasTaken(api, desk, region), reports: await reportsThatStand(api, desk, region) };
  }
  if (known.length > 0 && dayOf(at) !== start)
    throw new InstanceRefused('De regio is hier maar voor een deel ingevuld, op een andere dag.');
  await markInstance(api, administrator, region.seed);
  await stepTo(api, administrator, at, startsAt, region.seed);
  await registerRegion(api, region);
  return { stock: await takeStock(api, region), reports: [] };
}

async function refuseWhenPlayed(api: CapApi, desk: Actor): Promise<void> {
  const [referrals, proposals, findings] = await Promise.all([
    api.list<ReferralView>(desk, '/v1/referrals'),
    api.list<ProposalView>(desk, '/v1/proposals'),
    api.list<FindingView>(desk, '/v1/findings?kind=bypass'),
  ]);
  if (referrals.length + proposals.length + findings.length > 0)
    throw new InstanceRefused('Op deze omgeving is al gespeeld: er zijn aanmeldingen, voorstellen of bevindingen.');
}

/** Says of an empty instance which seed it belongs to. */
export async function markInstance(api: CapApi, administrator: Actor, seed: number): Promise<void> {
  const path = '/v1/development/instance';
  const answer = await api.command(administrator, path, { seed }, seededId(seed, 'mark'));
  if (!answer.ok) throw new UnexpectedAnswer(`POST ${path}`, answer);
}

async function stepTo(api: CapApi, administrator: Actor, at: Instant, to: Instant, seed: number): Promise<void> {
  if (at >= asInstant(to)) return;
  const path = '/v1/development/clock-steps';
  const answer = await api.command(administrator, path, { to }, seededId(seed, `clock ${to}`));
  if (!answer.ok) throw new UnexpectedAnswer(`POST ${path}`, answer);
}

/** The region was registered before: what of its stock was taken is read back. */
async function stockThatWasTaken(api: CapApi, desk: Actor, region: InventedRegion): Promise<StockTaken[]> {
  const taken = new Map((await api.list<StayView>(desk, '/v1/stays')).map((view) => [view.stayId, view]));
  const invented = region.units.flatMap((unit) => unit.running.map((stay) => ({ unit, stay })));
  const found = invented.filter(({ stay }) => taken.has(stay.stayId));
  return together(found, atOnce, async ({ unit, stay }) => {
    const { placementId, admittedOn, admittedAt } = taken.get(stay.stayId)!;
    const asTaken = { ...stay, admittedOn: admittedOn ?? stay.admittedOn, admittedAt };
    return {
      unit,
      stay: asTaken,
      stayId: stay.stayId,
      placementId,
      key: seededId(region.seed, `stock take ${stay.stayId}`),
    };
  });
}

async function reportsThatStand(api: CapApi, desk: Actor, { units }: InventedRegion): Promise<KnownReport[]> {
  const views = await together(units, atOnce, ({ unitId }) =>
    api.get<CapacityView>(desk, `/v1/units/${unitId}/capacity`),
  );
  return views.flatMap(({ unitId, report }) => {
    if (report === null) return [];
    const { reportId: id, observedAt, inOperation, occupied, occupiedOtherRegions } = report;
    return [{ id, unitId, observedAt, inOperation, occupied, occupiedOtherRegions }];
  });
}
