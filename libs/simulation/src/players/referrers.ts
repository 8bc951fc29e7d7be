import type { Case } from './case';
import { hours, inOffice, minutes, onGrid } from './business-hours';
import type { Desk } from './desk';
import { inventReferral, inventReferrer, inventWanted, type Wanted } from './invent-need';
import type { Sender } from './sender';
import type { World } from './world';

/** Share of the referrals that comes with a sibling, who asks for the same at the same moment. */
const withSibling = 0.15;
const withdrawn = 0.06;

/** Those who refer: they submit, complete what came back, and sometimes take a referral back. */
export class Referrers {
  constructor(
    private readonly world: World,
    private readonly sender: Sender,
    private readonly desk: Desk,
  ) {}

  /** Plans the referrals of one day; `dayStart` in milliseconds. Crises come at any hour, the rest in office hours. */
  planDay(dayStart: number, name: string): void {
    const { world } = this;
    const random = world.random.fork(`referrals of ${name}`);
    const count = random.count(world.settings.rate);
    for (let index = 0; index < count; index++) {
      const wanted = inventWanted(random);
      const moment = dayStart + minutes(random.int(0, 24 * 60 - 1));
      const at = wanted.urgency === 'crisis' ? onGrid(moment) : inOffice(moment);
      const key = `${name}/${String(index).padStart(3, '0')}`;
      this.planSubmission(key, at, wanted);
      if (random.chance(withSibling)) this.planSubmission(`${key}/sibling`, at, wanted, key);
    }
  }

  private planSubmission(key: string, at: number, wanted: Wanted, likeKey = key): void {
    const { world } = this;
    // A sibling has the same need: the same source of chance, but for the person.
    const random = world.random.fork(`need ${likeKey}`);
    const referrer = inventReferrer(random, world.region, wanted);
    const body = inventReferral(random, world.region, at, wanted);
    const own: Case = {
      key,
      referrerId: referrer.referrerId,
      body,
      referralId: undefined,
      status: 'new',
      tried: new Set(),
      open: new Set(),
      attempts: 0,
      lookAt: undefined,
      wasReturned: false,
    };
    world.cases.push(own);
    world.plan({ at, phase: 'intake', group: key, label: `submit ${key}`, act: () => this.submit(own) });
  }

  private async submit(own: Case): Promise<void> {
    const { world } = this;
    const { purpose, urgency } = own.body;
    const answer = await this.sender.give({
      name: 'submit',
      actor: world.actors.referrer(own.referrerId),
      path: '/v1/referrals',
      body: own.body,
      asked: { purpose, urgency },
      label: `submit ${own.key}`,
    });
    if (!answer.ok) return;
    own.referralId = answer.data.referralId;
    this.desk.planTriage(own, (returned) => this.planCompletion(returned));
    const random = world.random.fork(`withdraw ${own.key}`);
    if (!random.chance(withdrawn)) return;
    const at = inOffice(world.now + hours(random.int(1, 96)));
    const label = `withdraw ${own.key}`;
    world.plan({ at, phase: 'answer', group: 'answers', label, act: () => this.withdraw(own) });
  }

  private planCompletion(own: Case): void {
    const { world } = this;
    const random = world.random.fork(`complete ${own.key}`);
    const at = inOffice(world.now + hours(random.int(1, 30)));
    const label = `complete ${own.key}`;
    world.plan({ at, phase: 'intake', group: own.key, label, act: () => this.complete(own) });
  }

  private async complete(own: Case): Promise<void> {
    if (own.status === 'withdrawn') return;
    const { world } = this;
    const { person: _person, ...body } = own.body;
    const answer = await this.sender.give({
      name: 'complete',
      actor: world.actors.referrer(own.referrerId),
      path: `/v1/referrals/${own.referralId}/completions`,
      body,
      asked: { referralId: own.referralId! },
      label: `complete ${own.key}`,
    });
    if (answer.ok) this.desk.planTriage(own, () => undefined);
  }

  /** The referrer does not know whether a place was found meanwhile: then the answer is a refusal. */
  private async withdraw(own: Case): Promise<void> {
    const { world } = this;
    const random = world.random.fork(`why withdraw ${own.key}`);
    const answer = await this.sender.give({
      name: 'withdraw-referral',
      actor: world.actors.referrer(own.referrerId),
      path: `/v1/referrals/${own.referralId}/withdrawals`,
      body: { reason: random.pick(['no-longer-needed', 'lighter-help-found', 'wish-of-family']) },
      asked: { referralId: own.referralId! },
      label: `withdraw ${own.key}`,
    });
    if (!answer.ok) return;
    own.status = 'withdrawn';
    own.lookAt = undefined;
    own.open.clear();
  }
}
