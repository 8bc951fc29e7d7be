import type { Held } from '@cap/events';
import { utc, type AuditedEvent } from './audited-events';

/** A claim, in the columns of `place_claim`. */
export interface FoldedClaim {
  readonly placement_id: string;
  readonly unit_id: string;
  readonly person_id: string | null;
  readonly referral_id: string | null;
  readonly proposal_id: string | null;
  readonly stay_id: string | null;
  readonly origin: string;
  readonly status: string;
  readonly holds_from: string;
  readonly admitted_by: string | null;
  readonly ended_from: string | null;
  readonly ended_by: string | null;
}

/**
 * The claims that events tell of, in the auditor's own words: it shares nothing with what writes `place_claim`. Referrals
 * are read before young people, for a proposal comes before its stay.
 */
export function foldClaims(events: readonly AuditedEvent[]): Map<string, FoldedClaim> {
  const claims = new Claims();
  const persons = new Map<string, string>();
  for (const one of events) if (one.streamType === 'referral') ofReferral(claims, persons, one);
  for (const one of events) if (one.streamType === 'young-person') ofPerson(claims, one);
  return claims;
}

class Claims extends Map<string, FoldedClaim> {
  begin(
    claim: Partial<FoldedClaim> & Pick<FoldedClaim, 'placement_id' | 'unit_id' | 'person_id' | 'holds_from'>,
  ): void {
    this.set(claim.placement_id, { ...nobody, ...claim });
  }

  change(column: 'proposal_id' | 'stay_id', id: string, to: Partial<FoldedClaim>): void {
    for (const claim of this.values()) if (claim[column] === id) this.set(claim.placement_id, { ...claim, ...to });
  }
}

function ofReferral(claims: Claims, persons: Map<string, string>, { event, streamId }: AuditedEvent): void {
  switch (event.type) {
    case 'ReferralSubmitted':
      persons.set(streamId, event.data.personId);
      break;
    case 'PlaceProposed':
      claims.begin({
        placement_id: event.data.placementId,
        unit_id: event.data.unitId,
        person_id: persons.get(streamId) ?? null,
        referral_id: streamId,
        proposal_id: event.data.proposalId,
        holds_from: event.data.holdsFrom,
      });
      break;
    case 'ProposalAccepted':
      claims.change('proposal_id', event.data.proposalId, { status: 'accepted', stay_id: event.data.stayId });
      break;
    case 'ProposalDeclined':
    case 'ProposalWithdrawn':
    case 'ProposalExpired':
    case 'ProposalReleased':
      claims.change('proposal_id', event.data.proposalId, { status: 'released' });
      break;
    default:
  }
}

function ofPerson(claims: Claims, { event, streamId, ...recorded }: AuditedEvent): void {
  switch (event.type) {
    case 'InheritedStayRecorded':
    case 'BypassedStayRecorded':
      claims.begin({
        placement_id: event.data.placementId,
        unit_id: event.data.unitId,
        person_id: streamId,
        stay_id: event.data.stayId,
        origin: event.type === 'BypassedStayRecorded' ? 'bypass' : 'inherited',
        status: 'admitted',
        holds_from: event.data.admitted.on,
        admitted_by: latest(event.data.admitted, recorded),
      });
      break;
    case 'StayStarted': {
      const admitted_by = latest(event.data.admitted, recorded);
      claims.change('stay_id', event.data.stayId, { status: 'admitted', admitted_by });
      break;
    }
    case 'AdmissionCorrected':
      claims.change('stay_id', event.data.stayId, { admitted_by: latest(event.data.admitted, recorded) });
      break;
    case 'StayEnded':
    case 'EndCorrected':
      claims.change('stay_id', event.data.stayId, {
        status: 'ended',
        ended_from: event.data.ended.at ?? utc(recorded.dayBegins),
        ended_by: latest(event.data.ended, recorded),
      });
      break;
    default:
  }
}

const nobody = {
  referral_id: null,
  proposal_id: null,
  stay_id: null,
  origin: 'proposal',
  status: 'held',
  admitted_by: null,
  ended_from: null,
  ended_by: null,
} as const;

/** The moment itself, or the end of its day, and never after it was recorded. */
function latest({ at }: Held, recorded: Pick<AuditedEvent, 'at' | 'dayEnds'>): string {
  if (at !== null) return at;
  const dayEnds = utc(recorded.dayEnds)!;
  return dayEnds < recorded.at ? dayEnds : recorded.at;
}
