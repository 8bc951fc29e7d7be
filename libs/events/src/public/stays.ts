import {
  careForms,
  correctionReasons,
  destinations,
  endReasons,
  proposalWithdrawalReasons,
  purposes,
  type ProposalId,
  type ProviderId,
  type ReferralId,
  type StayOrigin,
  type UnitId,
} from '@cap/contracts';
import type { Held, StayPlace, YoungPersonEvent } from '../internal/young-person-events';
import { day, id, oneOf } from './fields';
import { leaves, typesOf, type Decided } from './public-type';

const typeOf = typesOf({ topic: 'cap.stays', idField: 'stayId', details: '/v1/stays/{id}' });

const place = {
  unitId: id<UnitId>(),
  providerId: id<ProviderId>(),
  purpose: oneOf(purposes),
  careForm: oneOf(careForms),
};
const placeOf = ({ unitId, providerId, purpose, careForm }: StayPlace) => ({ unitId, providerId, purpose, careForm });

/** A stay that did not begin with a proposal: it was there already. */
const recorded = typeOf('recorded', {
  ...place,
  origin: oneOf(['inherited', 'bypass'] satisfies StayOrigin[]),
  admittedOn: day(),
});
const recordedAs = (origin: 'inherited' | 'bypass') => (data: StayPlace & { readonly admitted: Held }) => ({
  ...placeOf(data),
  origin,
  admittedOn: data.admitted.on,
});

/**
 * What others hear of a stay: days, not moments. Each stay is a thing of its own, with a key and numbers of its own, and
 * no trace: that two stays are of one young person is told to nobody.
 */
export const stays = {
  StayPlanned: leaves(
    typeOf('planned', {
      ...place,
      referralId: id<ReferralId>(),
      proposalId: id<ProposalId>(),
      acceptedOn: day(),
      plannedFrom: day(),
    }),
    ({ referralId, proposalId, acceptedOn, plannedFrom, ...where }) => ({
      ...placeOf(where),
      referralId,
      proposalId,
      acceptedOn,
      plannedFrom,
    }),
  ),
  PlannedStayCancelled: leaves(typeOf('cancelled', { reason: oneOf(proposalWithdrawalReasons) }), ({ reason }) => ({
    reason,
  })),
  StayStartOverdue: leaves(typeOf('start-overdue', {}), () => ({})),
  StayStarted: leaves(typeOf('started', { admittedOn: day() }), ({ admitted }) => ({ admittedOn: admitted.on })),
  InheritedStayRecorded: leaves(recorded, recordedAs('inherited')),
  BypassedStayRecorded: leaves(recorded, recordedAs('bypass')),
  StayEndPlanned: leaves(typeOf('end-planned', { plannedEnd: day() }), ({ plannedEnd }) => ({ plannedEnd })),
  StayEnded: leaves(
    typeOf('ended', { endedOn: day(), reason: oneOf(endReasons), destination: oneOf(destinations) }),
    ({ ended, reason, destination }) => ({ endedOn: ended.on, reason, destination }),
  ),
  AdmissionCorrected: leaves(
    typeOf('admission-corrected', { admittedOn: day(), reason: oneOf(correctionReasons) }),
    ({ admitted, reason }) => ({ admittedOn: admitted.on, reason }),
  ),
  EndCorrected: leaves(
    typeOf('end-corrected', { endedOn: day(), reason: oneOf(correctionReasons) }),
    ({ ended, reason }) => ({ endedOn: ended.on, reason }),
  ),
} satisfies Decided<YoungPersonEvent>;
