import type { CandidatesView, CandidateView, ProposalWithdrawalReason, UnitId } from '@cap/contracts';
import { atOnce, together } from '../client/together';
import type { Case, OpenProposal } from './case';
import { addDays, dayOf, startOfDay } from '../time/amsterdam';
import { atCrisisHour, inOffice, minutes, onGrid } from './business-hours';
import type { Sender } from './sender';
import type { World } from './world';

const returnedShare = 0.12;
const twoAtOnce = 0.12;

/** Reads the candidates of a referral, as the CAP ranks them when it is level with everything until now. */
export type AskCandidates = (own: Case) => Promise<CandidatesView>;

/** The desk: triage, candidates, proposals. Nothing is proposed but by its decision. */
export class Desk {
  private proposed: (proposal: OpenProposal) => void = () => undefined;

  constructor(
    private readonly world: World,
    private readonly sender: Sender,
  ) {}

  /** Who hears of each proposal: its provider will answer, or not. */
  meet(proposed: (proposal: OpenProposal) => void): void {
    this.proposed = proposed;
  }

  /** Somebody of the desk looks at a referral: at once in a crisis, else within some hours of office time. */
  planTriage(own: Case, returned: (own: Case) => void): void {
    const { world } = this;
    const attempt = own.wasReturned ? 'again' : 'first';
    const random = world.random.fork(`triage ${own.key} ${attempt}`);
    const crisis = own.body.urgency === 'crisis';
    const at = crisis ? world.now : inOffice(world.now + minutes(30 * random.int(1, 8)));
    const sendBack = !own.wasReturned && !crisis && random.chance(returnedShare);
    const act = () => this.triage(own, attempt, sendBack, returned);
    world.plan({ at, phase: 'triage', group: own.key, label: `triage ${own.key}`, act });
  }

  /** The cases that the desk looks at now, in the order of its list: crises first, then by age. */
  dueCases(): Case[] {
    const rank = { crisis: 0, urgent: 1, regular: 2 };
    return this.world.cases
      .filter(({ status, lookAt }) => status === 'in-matching' && lookAt !== undefined && lookAt <= this.world.now)
      .sort((one, other) => rank[one.body.urgency] - rank[other.body.urgency] || (one.key < other.key ? -1 : 1));
  }

  /** Looks at all due cases: reads the candidates, decides in the order of the list, and proposes. */
  async round(candidates: AskCandidates): Promise<void> {
    const due = this.dueCases();
    const views = await together(due, atOnce, candidates);
    const taken = new Map<UnitId, number>();
    const wishes = due.flatMap((own, index) =>
      this.choose(own, views[index]!.candidates, taken).map((candidate) => ({ own, candidate })),
    );
    await together(wishes, atOnce, ({ own, candidate }) => this.propose(own, candidate));
    const asked = new Set(wishes.map(({ own }) => own));
    // Who lost the place to another looks again soon; who found none waits for places to come free.
    for (const own of due) if (own.open.size === 0) this.lookAgain(own, asked.has(own) ? minutes(30) : undefined);
  }

  /** The desk sees that nobody answered, or that the answer was no: it looks again. */
  answeredNo({ of: own, unitId, proposalId }: OpenProposal): void {
    own.tried.add(unitId);
    own.open.delete(proposalId);
    if (own.status === 'in-matching' && own.open.size === 0) this.lookAgain(own, minutes(30));
  }

  async withdrawProposal(proposal: OpenProposal, reason: ProposalWithdrawalReason, label: string): Promise<boolean> {
    const { proposalId } = proposal;
    const answer = await this.sender.give({
      name: 'withdraw-proposal',
      actor: this.world.actors.desk(1),
      path: `/v1/proposals/${proposalId}/withdrawals`,
      body: { reason },
      asked: { proposalId },
      label,
    });
    return answer.ok;
  }

  /** In a crisis the desk looks every few hours; for the others once a day, at the beginning of the day. */
  private lookAgain(own: Case, after?: number): void {
    const { now } = this.world;
    const crisis = own.body.urgency === 'crisis';
    const nextMorning = Date.parse(startOfDay(addDays(dayOf(now), 1), 9 * 60));
    const calm = crisis ? atCrisisHour(now + minutes(30)) : inOffice(nextMorning);
    const soon = now + (after ?? 0);
    const at = after === undefined ? calm : crisis ? onGrid(soon) : inOffice(soon);
    own.lookAt = at;
    this.world.plan({ at, phase: 'desk', group: 'desk', label: `look ${own.key}`, act: () => undefined });
  }

  private async triage(own: Case, attempt: string, sendBack: boolean, returned: (own: Case) => void): Promise<void> {
    if (own.status === 'withdrawn') return;
    const outcome = sendBack ? 'return-for-completion' : 'to-matching';
    const why = sendBack ? { reason: 'information-missing' } : {};
    const answer = await this.sender.give({
      name: 'triage',
      actor: this.world.actors.desk(2),
      path: `/v1/referrals/${own.referralId}/triage-decisions`,
      body: { outcome, ...why, explanation: 'Verzonnen toelichting.' },
      asked: { referralId: own.referralId!, outcome },
      label: `triage ${own.key} ${attempt}`,
    });
    if (!answer.ok) return;
    own.wasReturned = sendBack;
    if (sendBack) return returned(own);
    own.status = 'in-matching';
    own.lookAt = this.world.now;
  }

  /**
   * The best unit that was not tried, sometimes two. Who knows the list leaves the last place to the first in it; two
   * desk users who do not look at each other's screens ask for it both.
   */
  private choose(own: Case, candidates: readonly CandidateView[], taken: Map<UnitId, number>): CandidateView[] {
    const random = this.world.random.fork(`choose ${own.key} ${own.attempts}`);
    const careless = random.chance(Math.min(1, this.world.settings.faults * 5));
    const most = random.chance(twoAtOnce) ? 2 : 1;
    const left = candidates.filter(
      ({ unitId, free }) => !own.tried.has(unitId) && (careless || free > (taken.get(unitId) ?? 0)),
    );
    const chosen = left.slice(0, most);
    for (const { unitId } of chosen) taken.set(unitId, (taken.get(unitId) ?? 0) + 1);
    return chosen;
  }

  private async propose(own: Case, { unitId, providerId }: CandidateView): Promise<void> {
    const { world } = this;
    const attempt = ++own.attempts;
    const answer = await this.sender.give({
      name: 'propose',
      actor: world.actors.desk(1 + (attempt % 3)),
      path: `/v1/referrals/${own.referralId}/proposals`,
      body: { unitId },
      asked: { referralId: own.referralId!, unitId },
      label: `propose ${own.key} ${attempt}`,
    });
    if (!answer.ok) return;
    const { proposalId, placementId, expiresAt } = answer.data;
    own.open.add(proposalId);
    own.lookAt = undefined;
    const proposal = { proposalId, placementId, unitId, providerId, expiresAt: Date.parse(expiresAt), of: own };
    world.openProposals.set(proposalId, proposal);
    this.proposed(proposal);
  }
}
