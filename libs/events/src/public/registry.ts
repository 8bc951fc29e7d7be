import {
  careForms,
  expertises,
  languages,
  municipalityCodes,
  providerRoles,
  purposes,
  referrerTypes,
  reportingWays,
  securityLevels,
  sexPolicies,
  targetGroups,
  type AgreementId,
  type LocationId,
  type ProviderId,
} from '@cap/contracts';
import type {
  FindingEvent,
  PolicyEvent,
  ProviderEvent,
  ReferrerEvent,
  UnitEvent,
  UnitProfile,
} from '../internal/registry-events';
import { day, id, listOf, number, oneOf, orNull } from './fields';
import { keptInside, leaves, typesOf, type Decided } from './public-type';

const unitType = typesOf({ topic: 'cap.units', idField: 'unitId', details: '/v1/units/{id}' });
const providerType = typesOf({
  topic: 'cap.providers',
  idField: 'providerId',
  details: '/v1/providers/{id}/locations',
});
const referrerType = typesOf({ topic: 'cap.referrers', idField: 'referrerId', details: null });

const profile = {
  purpose: oneOf(purposes),
  careForm: oneOf(careForms),
  targetGroups: listOf(oneOf(targetGroups)),
  expertise: listOf(oneOf(expertises)),
  minAge: number(),
  maxAge: number(),
  sexPolicy: oneOf(sexPolicies),
  security: oneOf(securityLevels),
  languages: listOf(oneOf(languages)),
  reporting: oneOf(reportingWays),
  ceiling: number(),
};
const profileOf = (unit: UnitProfile): UnitProfile => unit;

/** What others hear of a unit. */
export const units = {
  UnitRegistered: leaves(
    unitType('registered', { providerId: id<ProviderId>(), locationId: id<LocationId>(), ...profile }),
    (unit) => unit,
  ),
  UnitChanged: leaves(unitType('changed', profile), profileOf),
  CapacityAgreed: leaves(
    unitType('capacity-agreed', {
      agreementId: id<AgreementId>(),
      from: day(),
      until: orNull(day()),
      places: orNull(number()),
    }),
    (agreement) => agreement,
  ),
} satisfies Decided<UnitEvent>;

/** What others hear of a provider. Where a house stands is told by municipality: some must not be found. */
export const providers = {
  ProviderRegistered: leaves(
    providerType('registered', { role: oneOf(providerRoles), joinedOn: day() }),
    ({ role, joinedOn }) => ({ role, joinedOn }),
  ),
  LocationAdded: leaves(
    providerType('location-added', { locationId: id<LocationId>(), municipality: oneOf(municipalityCodes) }),
    ({ locationId, municipality }) => ({ locationId, municipality }),
  ),
} satisfies Decided<ProviderEvent>;

/** What others hear of a referrer. */
export const referrers = {
  ReferrerRegistered: leaves(
    referrerType('registered', {
      referrerType: oneOf(referrerTypes),
      municipality: orNull(oneOf(municipalityCodes)),
    }),
    ({ referrerType: kind, municipality }) => ({ referrerType: kind, municipality }),
  ),
} satisfies Decided<ReferrerEvent>;

export const policies = {
  PolicyChanged: keptInside('The CAP applies its policy itself; who wants to know it asks for it.'),
} satisfies Decided<PolicyEvent>;

const betweenDeskAndProvider = 'A finding is a matter between the desk and one provider.';
export const findings = {
  BypassRecorded: keptInside(betweenDeskAndProvider),
  UnitFindingRecorded: keptInside(betweenDeskAndProvider),
  FindingClosed: keptInside(betweenDeskAndProvider),
} satisfies Decided<FindingEvent>;
