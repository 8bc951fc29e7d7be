import type {
  Instant,
  PlacementId,
  ProposalId,
  ProposalStatus,
  ReferralId,
  ReferralStatus,
  StayId,
  StayOrigin,
  StayStatus,
  UnitId,
} from '@cap/contracts';
import { freeOf, isNewer, type Claim, type KnownReport } from './free';
import type { CommandRecord, HistoryRecord, ReportRecord } from './history';
import { earliest, held, latest, type Held } from './moments';

export interface BookedProposal {
  readonly referralId: ReferralId;
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly expiresAt: Instant;
  readonly status: ProposalStatus;
}
export interface BookedStay {
  readonly origin: StayOrigin;
  readonly placementId: PlacementId;
  readonly proposalId: ProposalId | null;
  readonly status: StayStatus;
  readonly admitted: Held | null;
  readonly ended: Held | null;
  readonly plannedEnd: string | null;
}
type Acknowledged<Name extends CommandRecord['name']> = Extract<CommandRecord, { name: Name }> & {
  answer: { ok: true };
};

/** The auditor's own book: what must hold after what was acknowledged. It imports nothing of the CAP's rules. */
export class Book {
  readonly referrals = new Map<ReferralId, ReferralStatus>();
  readonly proposals = new Map<ProposalId, BookedProposal>();
  readonly stays = new Map<StayId, BookedStay>();
  readonly findings = new Map<string, StayId>();
  readonly reports = new Map<UnitId, KnownReport>();
  private readonly claims = new Map<UnitId, Map<PlacementId, Claim>>();

  /** Takes the next record. Refused commands and what was only seen change nothing. */
  take(record: HistoryRecord): void {
    if (record.kind === 'settled') this.expire(record.at);
    else if (record.kind === 'report') this.takeReport(record);
    else if (record.kind === 'command' && record.answer.ok)
      this.takeCommand(record as Acknowledged<CommandRecord['name']>);
  }

  free(unitId: UnitId): number {
    return freeOf(this.reports.get(unitId), this.claims.get(unitId)?.values() ?? []);
  }

  private takeReport({ report, outcome }: ReportRecord): void {
    if (outcome === 'refused' || outcome === 'repeated') return;
    const unitId = report.unitId as UnitId;
    const standing = this.reports.get(unitId);
    if (standing === undefined || isNewer(report, standing)) this.reports.set(unitId, report);
  }

  private takeCommand(record: Acknowledged<CommandRecord['name']>): void {
    switch (record.name) {
      case 'take-stock':
        return this.run(record, 'inherited');
      case 'bypass':
        this.findings.set(record.answer.data.findingId, record.answer.data.stayId);
        return this.run(record, 'bypass');
      case 'submit':
        return void this.referrals.set(record.answer.data.referralId, 'awaiting-triage');
      case 'complete':
        return void this.referrals.set(record.asked.referralId, 'awaiting-triage');
      case 'triage':
        return void this.referrals.set(
          record.asked.referralId,
          record.asked.outcome === 'to-matching' ? 'in-matching' : 'returned',
        );
      case 'withdraw-referral':
        this.referrals.set(record.asked.referralId, 'withdrawn');
        return this.closeOpen(record.asked.referralId, 'withdrawn');
      case 'propose':
        return this.propose(record);
      case 'accept':
        return this.accept(record);
      case 'decline':
        return this.close(record.asked.proposalId, 'declined');
      case 'withdraw-proposal':
        return this.withdraw(record.asked.proposalId);
      case 'plan-end':
        return this.changeStay(record.asked.stayId, { plannedEnd: record.asked.plannedEnd });
      case 'confirm-admission':
      case 'correct-admission':
        return this.admit(record);
      case 'end-stay':
      case 'correct-end':
        return this.end(record);
    }
  }

  private run({ at, asked, answer: { data } }: Acknowledged<'take-stock' | 'bypass'>, origin: StayOrigin): void {
    const { stayId, placementId } = data;
    const admitted = held(asked.moment);
    const stay = { origin, placementId, proposalId: null, admitted, ended: null, plannedEnd: null } as const;
    this.stays.set(stayId, { ...stay, status: 'started' });
    this.claim({ placementId, unitId: asked.unitId, status: 'admitted', admittedBy: latest(admitted, at) });
  }

  private propose({ asked: { referralId, unitId }, answer: { data } }: Acknowledged<'propose'>): void {
    const { proposalId, placementId, expiresAt } = data;
    this.proposals.set(proposalId, { referralId, placementId, unitId, expiresAt, status: 'open' });
    this.claim({ placementId, unitId, status: 'held' });
  }

  private accept({ asked: { proposalId }, answer: { data } }: Acknowledged<'accept'>): void {
    const proposal = this.proposals.get(proposalId)!;
    const { referralId, placementId, unitId } = proposal;
    this.proposals.set(proposalId, { ...proposal, status: 'accepted' });
    this.claim({ placementId, unitId, status: 'accepted' });
    const stay = {
      origin: 'proposal',
      placementId,
      proposalId,
      admitted: null,
      ended: null,
      plannedEnd: null,
    } as const;
    this.stays.set(data.stayId, { ...stay, status: 'planned' });
    this.referrals.set(referralId, 'placed');
    this.closeOpen(referralId, 'released');
  }

  private withdraw(proposalId: ProposalId): void {
    const { referralId, status } = this.proposals.get(proposalId)!;
    this.close(proposalId, 'withdrawn');
    if (status !== 'accepted') return;
    this.referrals.set(referralId, 'in-matching');
    for (const [stayId, stay] of this.stays)
      if (stay.proposalId === proposalId) this.changeStay(stayId, { status: 'cancelled' });
  }

  private admit({ name, at, asked }: Acknowledged<'confirm-admission' | 'correct-admission'>): void {
    const admitted = held(asked.moment);
    const { placementId } = this.stays.get(asked.stayId)!;
    this.changeStay(asked.stayId, { admitted, ...(name === 'confirm-admission' && { status: 'started' as const }) });
    const claim = this.claimOf(placementId);
    const status = name === 'confirm-admission' ? 'admitted' : claim.status;
    this.claim({ ...claim, status, admittedBy: latest(admitted, at) });
  }

  private end({ at, asked }: Acknowledged<'end-stay' | 'correct-end'>): void {
    const ended = held(asked.moment);
    const { placementId } = this.stays.get(asked.stayId)!;
    this.changeStay(asked.stayId, { ended, status: 'ended' });
    const moments = { endedFrom: earliest(ended), endedBy: latest(ended, at) };
    this.claim({ ...this.claimOf(placementId), status: 'ended', ...moments });
  }

  private expire(at: Instant): void {
    for (const [proposalId, { status, expiresAt }] of this.proposals)
      if (status === 'open' && expiresAt <= at) this.close(proposalId, 'expired');
  }

  private closeOpen(referralId: ReferralId, status: ProposalStatus): void {
    for (const [proposalId, proposal] of this.proposals)
      if (proposal.referralId === referralId && proposal.status === 'open') this.close(proposalId, status);
  }

  private close(proposalId: ProposalId, status: ProposalStatus): void {
    const proposal = this.proposals.get(proposalId)!;
    this.proposals.set(proposalId, { ...proposal, status });
    this.claim({ placementId: proposal.placementId, unitId: proposal.unitId, status: 'released' });
  }

  private changeStay(stayId: StayId, change: Partial<BookedStay>): void {
    this.stays.set(stayId, { ...this.stays.get(stayId)!, ...change });
  }

  private claim(claim: Claim): void {
    const ofUnit = this.claims.get(claim.unitId) ?? new Map<PlacementId, Claim>();
    this.claims.set(claim.unitId, ofUnit.set(claim.placementId, claim));
  }

  private claimOf(placementId: PlacementId): Claim {
    for (const ofUnit of this.claims.values()) if (ofUnit.has(placementId)) return ofUnit.get(placementId)!;
    throw new Error(`The history speaks of a placement that was never made: ${placementId}.`);
  }
}
