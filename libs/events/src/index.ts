export { noEventHoldsFreeText } from './internal/event';
export type {
  EventMetadata,
  EventsOf,
  InternalEvent,
  InternalEventType,
  RecordedEvent,
  StreamType,
} from './internal/event';
export type { FreeStrings, NoFreeString } from './internal/no-free-string';
export { policyDefaults, policyKeys } from './internal/policy-keys';
export type { Policy, PolicyKey } from './internal/policy-keys';
export type { ReferralEvent, Request } from './internal/referral-events';
export type {
  FindingEvent,
  PolicyEvent,
  ProviderEvent,
  ReferrerEvent,
  UnitEvent,
  UnitProfile,
} from './internal/registry-events';
export type { Held, StayPlace, YoungPersonEvent } from './internal/young-person-events';
