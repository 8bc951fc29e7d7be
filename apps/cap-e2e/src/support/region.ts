import { randomUUID } from 'node:crypto';
import type {
  ClockView,
  Instant,
  MunicipalityCode,
  ReferrerType,
  ReportAnswer,
  SettledView,
  UnitProfileBody,
} from '@cap/contracts';
import { Actor } from './actor';
import { livingGroup } from './bodies';

const settledWithinMs = 30_000;
/** Writes days as `YYYY-MM-DD`. */
const amsterdamDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
const startsAt = '2028-01-03T08:00:00.000Z';

const zoetermeer: { readonly municipality: MunicipalityCode; readonly postcode: number } = {
  municipality: 'GM0637',
  postcode: 2711,
};

/** A minute earlier: of two reports of one moment the newest is not known. */
const before = (moment: Instant): string => new Date(Date.parse(moment) - 60_000).toISOString();

/** A provider with one unit, and its planner. */
export interface House {
  readonly providerId: string;
  readonly locationId: string;
  readonly unitId: string;
  readonly planner: Actor;
}

/** A referrer that is registered, and somebody who works for it. */
export interface Office {
  readonly referrerId: string;
  readonly referrer: Actor;
}

/** The people who set a region up, and the business clock, which stands still between steps. */
export class Region {
  private constructor(
    readonly api: string,
    readonly administrator: Actor,
    readonly desk: Actor,
  ) {}

  /** On an empty instance: Monday 3 January 2028, 9 o'clock in Amsterdam. */
  static async open(api: string): Promise<Region> {
    const signIn = (role: 'administrator' | 'desk') => Actor.signIn(api, role);
    const region = new Region(api, await signIn('administrator'), await signIn('desk'));
    await region.stepTo(startsAt);
    return region;
  }

  async registerReferrer(referrerType: ReferrerType = 'municipal-access'): Promise<Office> {
    const referrerId = randomUUID();
    const body = { referrerId, name: 'Toegang (verzonnen)', referrerType, municipality: 'GM0637' };
    await this.administrator.give('/v1/referrers', body);
    return { referrerId, referrer: await Actor.signIn(this.api, 'referrer', referrerId) };
  }

  /** A provider with one unit under an agreement, which has reported a minute ago how many places are free. */
  async registerHouse(profile: Partial<UnitProfileBody> = {}, free = 2, where = zoetermeer): Promise<House> {
    const house = await this.registerSilentHouse(profile, where);
    await this.report(house, { inOperation: free, occupied: 0, observedAt: before(await this.now()) });
    return house;
  }

  /** A house that never reported. */
  async registerSilentHouse(profile: Partial<UnitProfileBody> = {}, where = zoetermeer): Promise<House> {
    const [providerId, locationId, unitId] = [randomUUID(), randomUUID(), randomUUID()];
    const { administrator } = this;
    await administrator.give('/v1/providers', { providerId, name: 'Aanbieder (verzonnen)', role: 'tactical' });
    const location = { locationId, name: 'Huis', ...where };
    await administrator.give(`/v1/providers/${providerId}/locations`, location);
    await administrator.give('/v1/units', { ...livingGroup, ...profile, unitId, locationId, name: 'Groep' });
    await this.agree(unitId, '2020-01-01', profile.ceiling ?? livingGroup.ceiling);
    const planner = await Actor.signIn(this.api, 'planner', providerId);
    return { providerId, locationId, unitId, planner };
  }

  async agree(unitId: string, from: string, places: number): Promise<void> {
    const agreement = { agreementId: randomUUID(), from, places };
    await this.administrator.give(`/v1/units/${unitId}/agreements`, agreement);
  }

  /** Reports a unit's counts as of now, or as of another moment. */
  async report(
    { planner, unitId }: House,
    counts: { inOperation: number; occupied: number; observedAt?: string; countsPlacements?: string[] },
  ): Promise<ReportAnswer> {
    const report = { id: randomUUID(), unitId, observedAt: await this.now(), ...counts };
    const { answers } = await planner.give<{ answers: ReportAnswer[] }>('/v1/availability-reports', {
      reports: [report],
    });
    return answers[0]!;
  }

  async now(): Promise<Instant> {
    return (await this.administrator.read<ClockView>('/v1/clock')).at;
  }

  /** The day that it is in Amsterdam, or so many days later. */
  async today(later = 0): Promise<string> {
    return amsterdamDay.format(Date.parse(await this.now()) + later * 86_400_000);
  }

  async stepTo(to: string): Promise<void> {
    await this.administrator.give('/v1/development/clock-steps', { to });
  }

  /** Puts the clock forward, and waits until all that this brings about has been done. */
  async step({ days = 0, hours = 0, minutes = 0 }: { days?: number; hours?: number; minutes?: number }): Promise<void> {
    const ahead = ((days * 24 + hours) * 60 + minutes) * 60_000;
    await this.stepTo(new Date(Date.parse(await this.now()) + ahead).toISOString());
    await this.settle();
  }

  /** Waits until everything that follows a commit has been done. Throws an `Error` with what it waited for. */
  async settle(): Promise<void> {
    const view = await this.administrator.read<SettledView>(`/v1/development/settled?wait=${settledWithinMs}`);
    if (!view.settled) throw new Error(`Not settled within ${settledWithinMs} ms: ${view.waitingFor.join(', ')}.`);
  }
}
