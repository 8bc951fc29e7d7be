import type { Destination, EndReason, LocalDate, MomentOrDay, PersonBody } from '@cap/contracts';
import { asInstant } from '@cap/contracts';
import type { Random } from '../random/random';
import { addDays, dayOf } from '../time/amsterdam';
import { hours, inOffice, minutes, onGrid, onTheHour } from './business-hours';
import type { OwnStay } from './case';
import type { Sender } from './sender';
import type { Guest, UnitTruth } from './truth';
import type { World } from './world';

const dayOnly = 0.25;
const toldSoon = 0.6;
const mistaken = 0.06;
const endIsPlanned = 0.4;

interface Bypass {
  readonly label: string;
  readonly truth: UnitTruth;
  readonly guest: Guest;
  readonly person: PersonBody;
  readonly came: number;
  readonly told: number;
}
type BypassedStay = Omit<OwnStay, 'key' | 'came' | 'goes'>;

/** What planners and the desk tell the CAP about stays, soon or late, now and then wrong and put right later. */
export class StayRecords {
  constructor(
    private readonly world: World,
    private readonly sender: Sender,
  ) {}

  planConfirmation(stay: OwnStay, random: Random): void {
    const at = this.momentToTell(stay, stay.came, random);
    this.plan(at, stay, 'confirm', async () => {
      const wrong = random.chance(mistaken);
      const moment = this.moment(wrong ? stay.came - minutes(random.int(20, 300)) : stay.came, random);
      if (!(await this.tell('confirm-admission', 'admissions', stay, moment, {}))) {
        // A mistake may be refused, such as a day before the acceptance: then it is put right at once.
        const right = { at: asInstant(new Date(stay.came)) };
        if (wrong) await this.tell('confirm-admission', 'admissions', stay, right, {}, 'put right');
        return;
      }
      if (wrong) this.planCorrection('correct-admission', 'admission-corrections', stay, stay.came);
      if (random.chance(endIsPlanned)) this.planPlannedEnd(stay, random);
    });
  }

  planEnd(stay: OwnStay): void {
    const random = this.world.random.fork(`end ${stay.stayId}`);
    this.plan(this.momentToTell(stay, stay.goes, random), stay, 'end', async () => {
      const wrong = random.chance(mistaken);
      const late = wrong ? random.int(0, Math.max(0, this.world.now - stay.goes)) : 0;
      const reason = random.pick<EndReason>(['purpose-reached', 'planned-step', 'broken-off']);
      const destination = random.pick<Destination>(['home', 'network-or-foster-family', 'living-form', 'independent']);
      const ok = await this.tell('end-stay', 'ends', stay, this.moment(stay.goes + late, random), {
        reason,
        destination,
      });
      if (ok && wrong) this.planCorrection('correct-end', 'end-corrections', stay, stay.goes);
    });
  }

  /** "The young person is already here" (CAP-3). */
  planBypass({ label, truth, guest, person, came, told }: Bypass, recorded: (stay: BypassedStay) => void): void {
    const { world, sender } = this;
    const { unitId, providerId, profile } = truth.unit;
    const random = world.random.fork(`record ${label}`);
    const act = async (): Promise<void> => {
      const moment = this.moment(came, random);
      const answer = await sender.give({
        name: 'bypass',
        actor: world.actors.planner(providerId),
        path: '/v1/bypasses',
        body: { unitId, person, municipality: 'GM0518', ...moment },
        asked: { unitId, moment },
        label,
      });
      if (!answer.ok) return;
      const { stayId, placementId } = answer.data;
      guest.placementId = placementId;
      recorded({ stayId, placementId, unitId, providerId, purpose: profile.purpose });
    };
    world.plan({ at: told, phase: 'stay', group: unitId, label, act });
  }

  /** CRI-1: some plan a crisis stay past its 28th day; that is refused, and they plan it for that day. */
  private planPlannedEnd(stay: OwnStay, random: Random): void {
    const at = inOffice(this.world.now + hours(random.int(2, 48)));
    this.plan(at, stay, 'plan end', async () => {
      const last = addDays(dayOf(stay.came), 27);
      const wanted = dayOf(stay.goes);
      if (stay.purpose !== 'crisis') return void (await this.planned(stay, wanted));
      if (random.chance(0.3) && (await this.planned(stay, addDays(last, 1 + random.int(0, 5))))) return;
      await this.planned(stay, wanted < last ? wanted : last);
    });
  }

  private async planned(stay: OwnStay, plannedEnd: LocalDate): Promise<boolean> {
    const { stayId, providerId } = stay;
    const answer = await this.sender.give({
      name: 'plan-end',
      actor: this.world.actors.planner(providerId),
      path: `/v1/stays/${stayId}/planned-ends`,
      body: { plannedEnd },
      asked: { stayId, plannedEnd },
      label: `plan end ${stayId} ${plannedEnd}`,
    });
    return answer.ok;
  }

  private planCorrection(name: 'correct-admission' | 'correct-end', noun: string, stay: OwnStay, truth: number): void {
    const random = this.world.random.fork(`${name} ${stay.stayId}`);
    this.plan(inOffice(this.world.now + hours(random.int(1, 40))), stay, name, async () => {
      await this.tell(name, noun, stay, { at: asInstant(new Date(truth)) }, { reason: 'typing-error' });
    });
  }

  private async tell(
    name: 'confirm-admission' | 'end-stay' | 'correct-admission' | 'correct-end',
    noun: string,
    { stayId, providerId }: OwnStay,
    moment: MomentOrDay,
    more: object,
    attempt = 'first',
  ): Promise<boolean> {
    const corrects = name.startsWith('correct');
    const answer = await this.sender.give({
      name,
      actor: corrects ? this.world.actors.desk(1) : this.world.actors.planner(providerId),
      path: `/v1/stays/${stayId}/${noun}`,
      body: { ...moment, ...more },
      asked: { stayId, moment },
      label: `${name} ${stayId} ${attempt}`,
    });
    return answer.ok;
  }

  private plan(at: number, { stayId, unitId }: OwnStay, what: string, act: () => Promise<void>): void {
    this.world.plan({ at, phase: 'stay', group: unitId, label: `${stayId} ${what}`, act });
  }

  /** Soon, within the hour; or when somebody comes to it, within a day. */
  private momentToTell({ purpose }: OwnStay, happened: number, random: Random): number {
    if (!random.chance(toldSoon)) return inOffice(happened + hours(random.int(2, 24)));
    return purpose === 'crisis' ? onGrid(happened) : onTheHour(happened);
  }

  private moment(moment: number, random: Random): MomentOrDay {
    return random.chance(dayOnly) ? { on: dayOf(moment) } : { at: asInstant(new Date(moment)) };
  }
}
