export { eventAttributes } from './describe/kafka-messages';
export { liveMessages } from './describe/live-messages';
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
  Agreement,
  FindingEvent,
  PolicyEvent,
  ProviderEvent,
  ReferrerEvent,
  UnitEvent,
  UnitProfile,
} from './internal/registry-events';
export type { ReportedUnit, ReportFacts } from './internal/report-facts';
export type { Held, StayPlace, YoungPersonEvent } from './internal/young-person-events';
export { NewerShape, shapesOf, upcast } from './upcasting/upcast';
export type { StoredMetadata } from './upcasting/upcast';
export { availabilityReportedSchema } from './public/availability-reported';
export { cloudEventTypes, defaultEventSource } from './public/cloud-event-types';
export type { CloudEventType } from './public/cloud-event-types';
export { deadLetterHeaders, deadLetterReasons } from './public/dead-letters';
export type { DeadLetterReason, UnreadableReason } from './public/dead-letters';
export { eventSchemas } from './public/event-schemas';
export { publicTopics, publicTypes, toPublic, UndecidedEvent } from './public/outgoing';
export type { PublicEvent } from './public/outgoing';
export type { PublicType } from './public/public-type';
export { brokenProfileRules, eventSourcePattern, profileRules } from './public/profile';
export type { Attributes } from './public/profile';
export { uuid } from './public/schema-parts';
export { reportAnsweredSchema } from './public/report-answered';
export type { ReportAnswered } from './public/report-answered';
export {
  deadLetterTopic,
  providerOfReportTopic,
  replyTopic,
  replyTopicPrefix,
  reportTopic,
  reportTopicPrefix,
} from './public/topics';
