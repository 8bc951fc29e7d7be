import type { DeclineReason, StayId } from '@cap/contracts';
import { addDays, dayOf } from '../time/amsterdam';
import type { OpenProposal } from './case';
import { hours, inOffice, minutes, onTheHour } from './business-hours';
import type { Desk } from './desk';
import type { Sender } from './sender';
import type { Stays } from './stays';
import type { World } from './world';

const silent = 0.12;
const tooLate = 0.04;
const refusesAnyway = 0.17;
const withdrawnByDesk = 0.03;

/** The planners: they answer proposals by what they know of their own unit. */
export class Providers {
  constructor(
    private readonly world: World,
    private readonly sender: Sender,
    private readonly desk: Desk,
    private readonly stays: Stays,
  ) {}

  /** A proposal came in: it will be answered, in time, too late, or never; or the desk takes it back. */
  planAnswer(proposal: OpenProposal): void {
    const { world } = this;
    const { proposalId, of: own, expiresAt } = proposal;
    const name = `${own.key} ${own.attempts}`;
    const random = world.random.fork(`answer ${proposalId}`);
    if (random.chance(silent)) return;
    const label = `answer ${name} ${proposalId}`;
    const later = (at: number, act: () => Promise<void>) =>
      world.plan({ at, phase: 'answer', group: 'answers', label, act });
    if (random.chance(tooLate))
      return later(onTheHour(expiresAt + minutes(random.int(0, 30))), () => this.accept(proposal));
    const at = this.answerMoment(random.next(), own.body.urgency);
    if (random.chance(withdrawnByDesk)) return later(at, () => this.takeBack(proposal));
    later(at, () => this.answer(proposal));
  }

  private answerMoment(chance: number, urgency: 'crisis' | 'urgent' | 'regular'): number {
    const { now } = this.world;
    if (urgency === 'crisis') return now + minutes(30);
    return inOffice(now + (urgency === 'urgent' ? hours(1 + chance * 7) : hours(3 + chance * 60)));
  }

  private async answer(proposal: OpenProposal): Promise<void> {
    const truth = this.world.truths.get(proposal.unitId)!;
    const random = this.world.random.fork(`judge ${proposal.proposalId}`);
    if (truth.hasRoom && !random.chance(refusesAnyway)) return this.accept(proposal);
    const other = random.pick<DeclineReason>(['age-does-not-fit', 'group-does-not-fit', 'safety-in-the-group']);
    // PRP-3: "no place" is refused while the last report leaves one; then another reason is needed.
    if (!truth.hasRoom && (await this.decline(proposal, 'no-place'))) return;
    await this.decline(proposal, other);
  }

  private async accept(proposal: OpenProposal): Promise<void> {
    const { world } = this;
    const { proposalId, providerId, of: own } = proposal;
    const random = world.random.fork(`plan ${proposalId}`);
    const wait = own.body.urgency === 'crisis' ? 0 : random.int(0, own.body.urgency === 'urgent' ? 2 : 8);
    const plannedFrom = addDays(dayOf(world.now), wait);
    const answer = await this.sender.give({
      name: 'accept',
      actor: world.actors.planner(providerId),
      path: `/v1/proposals/${proposalId}/acceptances`,
      body: { plannedFrom },
      asked: { proposalId, plannedFrom },
      label: `accept ${proposalId}`,
    });
    if (!answer.ok) return;
    world.openProposals.delete(proposalId);
    own.status = 'placed';
    own.open.clear();
    own.lookAt = undefined;
    this.stays.expect(proposal, answer.data.stayId satisfies StayId, plannedFrom);
  }

  private async decline(proposal: OpenProposal, reason: DeclineReason): Promise<boolean> {
    const { proposalId, providerId } = proposal;
    const answer = await this.sender.give({
      name: 'decline',
      actor: this.world.actors.planner(providerId),
      path: `/v1/proposals/${proposalId}/declines`,
      body: { reason, explanation: 'Verzonnen toelichting.' },
      asked: { proposalId, reason },
      label: `decline ${proposalId} ${reason}`,
    });
    if (answer.ok) {
      this.world.openProposals.delete(proposalId);
      this.desk.answeredNo(proposal);
    }
    return answer.ok;
  }

  private async takeBack(proposal: OpenProposal): Promise<void> {
    const { proposalId } = proposal;
    if (!(await this.desk.withdrawProposal(proposal, 'better-place-found', `withdraw proposal ${proposalId}`))) return;
    this.world.openProposals.delete(proposalId);
    this.desk.answeredNo(proposal);
  }
}
