import type { ActorRole, CommandId, Instant } from '@cap/contracts';
import type { NoFreeString } from './no-free-string';
import type { ReferralEvent } from './referral-events';
import type { FindingEvent, PolicyEvent, ProviderEvent, ReferrerEvent, UnitEvent } from './registry-events';
import type { YoungPersonEvent } from './young-person-events';

/** The events of each stream type. */
export interface EventsOf {
  referral: ReferralEvent;
  'young-person': YoungPersonEvent;
  provider: ProviderEvent;
  unit: UnitEvent;
  referrer: ReferrerEvent;
  policy: PolicyEvent;
  finding: FindingEvent;
}

export type StreamType = keyof EventsOf;
export type InternalEvent = EventsOf[StreamType];
export type InternalEventType = InternalEvent['type'];

/** What the store adds to an event: who, when, by which command. `recordedAt` and `at` are business time. */
export interface EventMetadata {
  readonly commandId: CommandId;
  readonly actorId: string;
  readonly actorRole: ActorRole;
  readonly at: Instant;
  /** Where its command stands in a trace (W3C Trace Context); absent when that is not kept, or traces are off. */
  readonly traceparent?: string;
}

/** An event as it stands in the log. `position` is dense and given after the commit. */
export interface RecordedEvent<E extends InternalEvent = InternalEvent> {
  readonly position: number;
  readonly streamType: StreamType;
  readonly streamId: string;
  readonly version: number;
  readonly event: E;
  readonly metadata: EventMetadata;
}

type Checked = { [S in StreamType]: NoFreeString<EventsOf[S]> };
type Flaws = { [S in StreamType]: Exclude<Checked[S][keyof Checked[S]], true> }[StreamType];

/** The build breaks here when an event gets a field that could hold a free text. */
export const noEventHoldsFreeText: [Flaws] extends [never] ? true : Flaws = true;
