/**
 * The live channel: socket.io, websocket only, path `/live`, token in `auth.token`. The server ends a connection when its
 * token expires (reason `io server disconnect`): connect again with a new one, and resume. Plain types; browser-safe.
 */
import type { LocationId, ProviderId, ReferralId, UnitId } from './ids';
import type { ReferralStatus } from './http/referrals';
import type { UnitProfileBody } from './http/registry';
import type { Instant, LocalDate } from './time';
import type { MunicipalityCode } from './vocabulary';

/** A room: one feed seen through one scope. */
export type Room =
  | 'units/region'
  | `units/municipality:${MunicipalityCode}`
  | `units/provider:${string}`
  | `units/unit:${string}`
  | `referrals/referral:${string}`;

/** Which feed a room of each kind shows. */
export const roomFeeds = {
  region: 'units',
  municipality: 'units',
  provider: 'units',
  unit: 'units',
  referral: 'referrals',
} as const;
export type RoomKind = keyof typeof roomFeeds;

/** `<epoch>:<change_no>`; a position of another epoch is answered with a snapshot. */
export type Position = `${number}:${number}`;

/** A unit as screens show it: what it is for, and its figures of this moment. */
export interface UnitRow extends UnitProfileBody {
  unitId: UnitId;
  providerId: ProviderId;
  locationId: LocationId;
  name: string;
  municipality: MunicipalityCode;
  postcode: number;
  agreements: { from: LocalDate; until: LocalDate | null; places: number | null }[];
  /** Null while the unit was never heard of. */
  inOperation: number | null;
  /** What people see as occupied: the report, moved by confirmed admissions and ends where a unit reports by hand. */
  occupied: number | null;
  occupiedOtherRegions: number;
  /** Held by a proposal, or accepted or admitted and not yet seen in a report. */
  promised: number;
  /** With its sign: below zero the unit is overcommitted (CPY-4). Screens show never less than 0. */
  free: number;
  overcommitted: boolean;
  /** CPY-4: overcommitted for longer than the grace term; the desk has a finding of it. */
  overcommittedTooLong: boolean;
  stale: boolean;
  observedAt: Instant | null;
  unchangedSince: Instant | null;
  waitingDays: number | null;
}

export interface ReferralRow {
  referralId: ReferralId;
  version: number;
  status: ReferralStatus;
  openProposals: number;
}

/** One row of a feed: its newest state, or `gone` when it left the room's scope. */
export interface FeedRow<Body = unknown> {
  row: string;
  changeNo: number;
  gone: boolean;
  body: Body | null;
}

/** Client to server, acknowledged with a `RoomState` or a `RoomRefused`. `since` resumes. */
export interface FollowRoom {
  room: Room;
  since?: Position;
}
export interface LeaveRoom {
  room: Room;
}
/** All rows (`snapshot`), or those that changed after `since`. */
export interface RoomState<Body = unknown> {
  room: Room;
  kind: 'snapshot' | 'resumption';
  position: Position;
  rows: FeedRow<Body>[];
  serverTime: Instant;
}
export const roomRefusals = ['no-access', 'unknown-room', 'too-many-rooms', 'not-ready'] as const;
export interface RoomRefused {
  room: Room;
  refused: (typeof roomRefusals)[number];
  message: string;
}
/**
 * Server to client, event `changes`. A client whose position is before `from` has missed something and follows the room
 * again with `since`; it ignores rows at or before its own position.
 */
export interface RoomChanges<Body = unknown> {
  room: Room;
  from: Position;
  position: Position;
  rows: FeedRow<Body>[];
  serverTime: Instant;
}
/**
 * Server to client, event `move`: this process ends. Connect again, to whichever answers, and resume: at a random moment
 * within `withinMs`, for not everybody is to come at once. The server ends what is left after that.
 */
export interface MoveAway {
  withinMs: number;
}
export const liveEvents = { follow: 'follow', leave: 'leave', changes: 'changes', move: 'move' } as const;
