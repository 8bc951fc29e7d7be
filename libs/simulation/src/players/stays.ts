import type { LocalDate, StayId } from '@cap/contracts';
import type { Random } from '../random/random';
import { formProfiles } from '../region/forms';
import type { StockTaken } from '../region/take-stock';
import type { InheritedStay, InventedUnit } from '../region/types';
import { addDays, dayOf, startOfDay } from '../time/amsterdam';
import { days, hours, inOffice, minutes, onGrid } from './business-hours';
import type { OpenProposal, OwnStay } from './case';
import type { Desk } from './desk';
import type { Reporter } from './reporter';
import type { StayRecords } from './stay-records';
import type { UnitTruth } from './truth';
import type { World } from './world';

const neverComes = 0.04;
const reportedAtOnce = 0.5;

/** What happens to young people in units: they come, they stay, they leave, whether or not anybody tells. */
export class Stays {
  constructor(
    private readonly world: World,
    private readonly records: StayRecords,
    private readonly reporter: Reporter,
    private readonly desk: Desk,
  ) {}

  /** Somebody who was there when the provider joined. */
  inherit({ stay, stayId, placementId, unit }: StockTaken): void {
    const truth = this.world.truths.get(unit.unitId)!;
    const random = this.world.random.fork(`inherited ${stayId}`);
    truth.guests.set(stayId, { key: stayId, placementId });
    const came = Date.parse(stay.admittedAt ?? startOfDay(stay.admittedOn));
    const goes = this.world.now + days(stay.daysLeft) - minutes(random.int(6 * 60, 14 * 60));
    const { providerId, profile, unitId } = unit;
    const own = { key: stayId, stayId, placementId, unitId, providerId, purpose: profile.purpose, came, goes };
    this.planLeaving(own, truth);
  }

  /** Somebody of whom no stock was taken: counted in reports, and gone one day without a word. */
  inheritUntold({ unitId }: InventedUnit, { stayId, daysLeft }: InheritedStay): void {
    const truth = this.world.truths.get(unitId)!;
    truth.guests.set(stayId, { key: stayId, placementId: undefined });
    const label = `untold leaving ${stayId}`;
    const act = () => void truth.guests.delete(stayId);
    this.world.plan({ at: this.world.now + days(daysLeft), phase: 'life', group: label, label, act });
  }

  /** A proposal was accepted: the young person comes on about the planned day, or never. */
  expect(proposal: OpenProposal, stayId: StayId, plannedFrom: LocalDate): void {
    const { world } = this;
    const { unitId, providerId, placementId, of: own } = proposal;
    const truth = world.truths.get(unitId)!;
    const random = world.random.fork(`stay ${stayId}`);
    truth.expected++;
    if (random.chance(neverComes)) return this.planGivingUp(proposal, plannedFrom);
    const came =
      own.body.urgency === 'crisis'
        ? world.now + minutes(random.int(20, 180))
        : Math.max(world.now + minutes(11), Date.parse(startOfDay(plannedFrom, random.int(10 * 60, 18 * 60))));
    const goes = came + this.length(truth, random);
    const stay = { key: stayId, stayId, placementId, unitId, providerId, purpose: own.body.purpose, came, goes };
    this.planArrival(stay, truth, random);
  }

  /** Half of the young people who come past the CAP would have fitted; nobody asked. Told within a day (CAP-3). */
  planBypasses(dayStart: number, name: string): void {
    const { world } = this;
    const random = world.random.fork(`bypasses of ${name}`);
    const count = random.count(world.settings.rate / 25);
    for (let index = 0; index < count; index++) {
      const label = `bypass ${name}/${index}`;
      const at = dayStart + minutes(random.int(0, 24 * 60 - 1));
      const chance = random.fork(label);
      world.plan({ at, phase: 'life', group: label, label, act: () => this.comeUnasked(label, chance) });
    }
  }

  private comeUnasked(label: string, random: Random): void {
    const { world } = this;
    const truth = world.truths.get(random.pick(world.region.units).unitId)!;
    if (!truth.bedIsFree) return;
    const { minAge, maxAge } = truth.unit.profile;
    const person = world.region.people.invent(random, dayOf(world.now), random.int(minAge, maxAge), random.chance(0.2));
    const guest = { key: label, placementId: undefined };
    truth.guests.set(label, guest);
    const came = world.now;
    const goes = came + this.length(truth, random);
    const told = inOffice(came + hours(random.int(1, 24)));
    this.records.planBypass({ label, truth, guest, person, came, told }, (stay) =>
      this.planLeaving({ ...stay, key: label, came, goes }, truth),
    );
  }

  private length({ unit }: UnitTruth, random: Random): number {
    const { stay } = formProfiles.find(({ form }) => form === unit.profile.careForm)!;
    return days(random.int(...stay)) + minutes(random.int(-300, 300));
  }

  private planArrival(stay: OwnStay, truth: UnitTruth, random: Random): void {
    const label = `arrival ${stay.stayId}`;
    const act = () => this.arrive(stay, truth, random);
    this.world.plan({ at: stay.came, phase: 'life', group: label, label, act });
  }

  private arrive(stay: OwnStay, truth: UnitTruth, random: Random): void {
    // The bed is not free after all: everything moves a day.
    if (!truth.bedIsFree)
      return this.planArrival({ ...stay, came: stay.came + days(1), goes: stay.goes + days(1) }, truth, random);
    truth.expected--;
    truth.guests.set(stay.key, { key: stay.key, placementId: stay.placementId });
    if (truth.unit.profile.reporting === 'system' && random.chance(reportedAtOnce))
      this.reporter.planSoon(truth, onGrid(stay.came + minutes(5)), `arrival ${stay.stayId}`);
    this.records.planConfirmation(stay, random);
    this.planLeaving(stay, truth);
  }

  private planLeaving(stay: OwnStay, truth: UnitTruth): void {
    const label = `leaving ${stay.stayId}`;
    const act = () => {
      truth.guests.delete(stay.key);
      this.records.planEnd(stay);
    };
    this.world.plan({ at: stay.goes, phase: 'life', group: label, label, act });
  }

  /** Nobody came: when the term is over the desk gives the place back, and the referral is in matching again. */
  private planGivingUp(proposal: OpenProposal, plannedFrom: LocalDate): void {
    const { world } = this;
    const at = inOffice(Date.parse(startOfDay(addDays(plannedFrom, 4), 9 * 60)));
    const label = `give up ${proposal.proposalId}`;
    const act = async (): Promise<void> => {
      if (!(await this.desk.withdrawProposal(proposal, 'needs-changed', label))) return;
      world.truths.get(proposal.unitId)!.expected--;
      proposal.of.status = 'in-matching';
      this.desk.answeredNo(proposal);
    };
    world.plan({ at, phase: 'answer', group: 'answers', label, act });
  }
}
