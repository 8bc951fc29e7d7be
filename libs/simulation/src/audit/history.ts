import type {
  AvailabilityReport,
  CapacityView,
  FindingView,
  Instant,
  MomentOrDay,
  PlacementId,
  Position,
  ProposalId,
  ProposalStatus,
  ProposalView,
  ReferralId,
  ReferralView,
  ReportOutcome,
  StayId,
  StayView,
  UnitId,
} from '@cap/contracts';

/** What the auditor judges: everything that was sent, answered and seen, in the order in which it was known. */
export type HistoryRecord =
  | CommandRecord
  | TimedRecord
  | TwiceRecord
  | ReportRecord
  | SettledRecord
  | ProposalSeen
  | FreeShown
  | LiveChanges
  | LiveHeard
  | LivePicture
  | FinalState
  | FaultRecord
  | OutageRecord;
export type History = readonly HistoryRecord[];

export type CommandAnswer<Data> =
  { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly status: number; readonly code: string };

interface Command<Name extends string, Asked, Data> {
  readonly kind: 'command';
  readonly name: Name;
  /** Business time at which it was sent; the clock stands still while commands are under way. */
  readonly at: Instant;
  readonly key: string;
  readonly asked: Asked;
  readonly answer: CommandAnswer<Data>;
}
type OfReferral = { readonly referralId: ReferralId };
type OfProposal = { readonly proposalId: ProposalId };
type OfStay = { readonly stayId: StayId };
type Running = { readonly stayId: StayId; readonly placementId: PlacementId };
type Moment = { readonly moment: MomentOrDay };

export type CommandRecord =
  | Command<'take-stock', OfStay & Moment & { readonly unitId: UnitId }, Running>
  | Command<'submit', { readonly urgency: string; readonly purpose: string }, OfReferral>
  | Command<'complete', OfReferral, unknown>
  | Command<'triage', OfReferral & { readonly outcome: 'to-matching' | 'return-for-completion' }, unknown>
  | Command<'withdraw-referral', OfReferral, unknown>
  | Command<
      'propose',
      OfReferral & { readonly unitId: UnitId },
      OfProposal & { readonly placementId: PlacementId; readonly expiresAt: Instant }
    >
  | Command<'accept', OfProposal & { readonly plannedFrom: string }, OfStay>
  | Command<'decline', OfProposal & { readonly reason: string }, unknown>
  | Command<'withdraw-proposal', OfProposal, unknown>
  | Command<'confirm-admission', OfStay & Moment, unknown>
  | Command<'plan-end', OfStay & { readonly plannedEnd: string }, unknown>
  | Command<'end-stay', OfStay & Moment, unknown>
  | Command<'correct-admission', OfStay & Moment, unknown>
  | Command<'correct-end', OfStay & Moment, unknown>
  | Command<'bypass', Moment & { readonly unitId: UnitId }, Running & { readonly findingId: string }>;
export type CommandName = CommandRecord['name'];

/** When something that was sent began, and when its answer was there, on a clock of the sender that only rises. */
export interface TimedRecord {
  readonly kind: 'timed';
  /** In milliseconds, as `ended`; of one record and the next never the same. */
  readonly began: number;
  /** Null: no answer came. What it asked may have been done at any moment since, or never. */
  readonly ended: number | null;
  /** Business time at which it was sent. */
  readonly at: Instant;
  readonly act: TimedAct;
}
export type TimedAct = CommandAct | ReportsAct | ClockAct;

type ActOf<Record extends CommandRecord> = Record extends CommandRecord
  ? Pick<Record, 'name' | 'key' | 'asked'> & { readonly of: 'command'; readonly answer: Record['answer'] | null }
  : never;
/** One sending of a command; `answer` is null when none came. */
export type CommandAct = ActOf<CommandRecord>;
export interface ReportsAct {
  readonly of: 'reports';
  /** In the order in which they were sent; `outcome` is null when no answer came. */
  readonly reports: readonly (Pick<ReportRecord, 'report'> & { readonly outcome: ReportRecord['outcome'] | null })[];
}
/** The clock was stepped, and everything that follows from that was done. */
export interface ClockAct {
  readonly of: 'clock';
  readonly to: Instant;
}

/** One wish, sent twice: under the same key (it must do one thing), or under two (a second effect must be refused). */
export interface TwiceRecord {
  readonly kind: 'twice';
  readonly at: Instant;
  readonly name: CommandName;
  readonly how: 'same-key-at-once' | 'same-key-again' | 'other-key-at-once';
  readonly answers: readonly [CommandAnswer<unknown>, CommandAnswer<unknown>];
}
export interface ReportRecord {
  readonly kind: 'report';
  /** Business time of receipt. */
  readonly at: Instant;
  readonly via: 'http' | 'kafka';
  readonly report: AvailabilityReport & { readonly id: string };
  /** Over Kafka only a refusal is answered: `taken` is what was not refused. */
  readonly outcome: ReportOutcome | 'taken';
  readonly code: string | null;
}
/** The clock was stepped and everything that follows from that was done. */
export interface SettledRecord {
  readonly kind: 'settled';
  readonly at: Instant;
}
/** A proposal as `GET /v1/proposals/{id}` showed it. */
export interface ProposalSeen {
  readonly kind: 'proposal-seen';
  readonly at: Instant;
  readonly proposalId: ProposalId;
  readonly status: ProposalStatus;
  readonly answeredAt: Instant | null;
}
export interface FreeShown {
  readonly kind: 'free-shown';
  readonly at: Instant;
  readonly source: 'live' | 'capacity';
  readonly unitId: UnitId;
  readonly free: number;
}
/** One `changes` message: how far the listener was, and what the message covers. */
export interface LiveChanges {
  readonly kind: 'live-changes';
  readonly known: Position;
  readonly from: Position;
  readonly position: Position;
}
/** One message about a room that a client was sent. */
export interface LiveHeard {
  readonly kind: 'live-heard';
  /** Who heard it, and over which of its connections: the first is 1. */
  readonly client: string;
  readonly connection: number;
  readonly room: string;
  readonly told: 'snapshot' | 'resumption' | 'changes';
  /** Of changes, where they begin; of a resumption, the position that the client asked from; of a snapshot null. */
  readonly from: Position | null;
  readonly position: Position;
  /** Change numbers of its rows, in their order. */
  readonly changeNos: readonly number[];
  /** Where the client says that it is, once it took the message; null when it must follow anew. */
  readonly held: Position | null;
}
/** What the listener holds of some units, and what was read afresh at a moment at which nothing changed. */
export interface LivePicture {
  readonly kind: 'live-picture';
  readonly at: Instant;
  readonly fresh: 'snapshot' | 'resumption' | 'list';
  readonly position: Position;
  readonly rows: readonly { readonly unitId: string; readonly held: string | null; readonly read: string | null }[];
}
/** Something was done to the instance, and how often its effect was seen: null when it could not be done here. */
export interface FaultRecord {
  readonly kind: 'fault';
  readonly at: Instant;
  readonly fault: string;
  readonly effect: number | null;
  readonly why: string | null;
}
/** The broker was away: what went on without it, and what waited for it. */
export interface OutageRecord {
  readonly kind: 'outage';
  readonly at: Instant;
  readonly commands: number;
  readonly reports: number;
}
export interface FinalState {
  readonly kind: 'final';
  readonly at: Instant;
  readonly referrals: readonly Pick<ReferralView, 'referralId' | 'status'>[];
  readonly proposals: readonly Pick<ProposalView, 'proposalId' | 'status' | 'expiresAt' | 'answeredAt'>[];
  readonly stays: readonly Pick<
    StayView,
    | 'stayId'
    | 'status'
    | 'origin'
    | 'unitId'
    | 'proposalId'
    | 'admittedOn'
    | 'admittedAt'
    | 'endedOn'
    | 'endedAt'
    | 'plannedEnd'
  >[];
  readonly findings: readonly Pick<FindingView, 'findingId' | 'stayId'>[];
  readonly capacities: readonly Pick<CapacityView, 'unitId' | 'report' | 'free'>[];
}
