import type { AvailabilityReport, Instant, PlacementId, ReportAnswer, ReportId, StayId } from '@cap/contracts';
import { Actors } from '../client/actors';
import type { CapApi } from '../client/api';
import { dataOf } from '../client/outcome';
import { atOnce, together } from '../client/together';
import { seededId } from '../random/seeded-id';
import type { InheritedStay, InventedUnit, Region } from './types';

export interface StockTaken {
  readonly stayId: StayId;
  readonly placementId: PlacementId;
  /** `Idempotency-Key` of its command. */
  readonly key: string;
  readonly unit: InventedUnit;
  readonly stay: InheritedStay;
}

/**
 * The desk registers running stays (CAP-5), unit by unit, at most so many: a demonstration may take stock of fewer than
 * there are, for reports count whoever is present. Gives what was registered.
 */
export async function takeStock(api: CapApi, region: Region, most = Number.POSITIVE_INFINITY): Promise<StockTaken[]> {
  const chosen = region.units.flatMap((unit) => unit.running.map((stay) => ({ unit, stay }))).slice(0, most);
  const byUnit = new Map<InventedUnit, typeof chosen>();
  for (const one of chosen) byUnit.set(one.unit, [...(byUnit.get(one.unit) ?? []), one]);
  // Two stays of one unit would wait for each other's lock on it.
  const taken = await together([...byUnit.values()], atOnce, async (stays) => {
    const done: StockTaken[] = [];
    for (const { unit, stay } of stays) done.push(await takeIn(api, region.seed, unit, stay));
    return done;
  });
  return taken.flat();
}

async function takeIn(api: CapApi, seed: number, unit: InventedUnit, stay: InheritedStay): Promise<StockTaken> {
  const { stayId, person, perspective, admittedOn, admittedAt } = stay;
  const moment = admittedAt === null ? { on: admittedOn } : { at: admittedAt };
  const body = { stayId, unitId: unit.unitId, person, purpose: unit.profile.purpose, perspective, ...moment };
  const key = seededId(seed, `stock take ${stayId}`);
  const answer = await api.command<{ placementId: PlacementId }>(
    new Actors(seed).desk(1),
    '/v1/stock-takes',
    body,
    key,
  );
  return { unit, stay, stayId, key, placementId: dataOf('POST /v1/stock-takes', answer).placementId };
}

/** What a unit's first report says: everybody who is there, stays that the CAP does not know included. */
export function firstReport(seed: number, unit: InventedUnit, at: Instant): AvailabilityReport & { id: string } {
  return {
    id: seededId<ReportId>(seed, `first report of ${unit.unitId} at ${at}`),
    unitId: unit.unitId,
    observedAt: at,
    inOperation: unit.inOperation,
    occupied: unit.running.length + unit.otherRegions,
    occupiedOtherRegions: unit.otherRegions,
  };
}

/** Every provider reports all its units once, as they are at `at`. Gives the answers. */
export async function reportAll(api: CapApi, region: Region, at: Instant): Promise<ReportAnswer[]> {
  const actors = new Actors(region.seed);
  const path = '/v1/availability-reports';
  const answers = await together(region.providers, atOnce, async ({ providerId }) => {
    const own = region.units.filter((unit) => unit.providerId === providerId);
    const reports = own.map((unit) => firstReport(region.seed, unit, at));
    const key = seededId(region.seed, `first reports of ${providerId} at ${at}`);
    const outcome = await api.command<{ answers: ReportAnswer[] }>(actors.planner(providerId), path, { reports }, key);
    return dataOf(`POST ${path}`, outcome).answers;
  });
  return answers.flat();
}
