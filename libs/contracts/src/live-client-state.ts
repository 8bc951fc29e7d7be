/** What a client of the live channel keeps of one room, and how a message changes it. No socket, no clock. */
import type { FeedRow, Position, Room, RoomChanges, RoomState } from './live';
import type { Instant } from './time';

export interface RoomView<Body = unknown> {
  readonly room: Room;
  /** Null until the first `RoomState`, and after a new epoch: then the room is followed without `since`. */
  readonly position: Position | null;
  /** Missed something: messages are ignored until the next `RoomState`. */
  readonly behind: boolean;
  /** The rows within the room's scope, by their id. A row that did not change stays the same object. */
  readonly rows: ReadonlyMap<string, Body>;
  readonly serverTime: Instant | null;
}

export interface AppliedMessage<Body> {
  readonly state: RoomView<Body>;
  /** Follow the room again, with `state.position` as `since` (none when it is null). Said once, until it is answered. */
  readonly refollow: boolean;
}

/** A room of which nothing is known yet. */
export const emptyRoom = <Body>(room: Room): RoomView<Body> => ({
  room,
  position: null,
  behind: false,
  rows: new Map(),
  serverTime: null,
});

/** Applies an answer to `follow` (`RoomState`) or a `changes` message. Pure: the given state stays as it was. */
export function applyRoomMessage<Body>(
  state: RoomView<Body>,
  message: RoomState<Body> | RoomChanges<Body>,
): AppliedMessage<Body> {
  return 'kind' in message ? applyState(state, message) : applyChanges(state, message);
}

function applyState<Body>(state: RoomView<Body>, message: RoomState<Body>): AppliedMessage<Body> {
  if (message.kind === 'snapshot') return moved({ ...state, rows: new Map() }, message, 0);
  const own = place(state.position);
  if (own?.epoch === place(message.position).epoch) return moved(state, message, own.changeNo);
  return { state: { ...state, position: null, behind: true }, refollow: true };
}

function applyChanges<Body>(state: RoomView<Body>, message: RoomChanges<Body>): AppliedMessage<Body> {
  const own = place(state.position);
  if (!own || state.behind) return { state, refollow: false };
  const from = place(message.from);
  if (from.epoch !== own.epoch) return { state: { ...state, position: null, behind: true }, refollow: true };
  if (from.changeNo > own.changeNo) return { state: { ...state, behind: true }, refollow: true };
  if (place(message.position).changeNo <= own.changeNo) return { state, refollow: false };
  return moved(state, message, own.changeNo);
}

/** Rows at or before `after` are known already. */
function moved<Body>(
  state: RoomView<Body>,
  message: RoomState<Body> | RoomChanges<Body>,
  after: number,
): AppliedMessage<Body> {
  const news = message.rows.filter((row) => row.changeNo > after);
  const rows = news.length > 0 ? withNews(state.rows, news) : state.rows;
  const { position, serverTime } = message;
  return { state: { ...state, rows, position, serverTime, behind: false }, refollow: false };
}

function withNews<Body>(known: ReadonlyMap<string, Body>, news: readonly FeedRow<Body>[]): ReadonlyMap<string, Body> {
  const rows = new Map(known);
  for (const { row, gone, body } of news) {
    if (gone || body === null) rows.delete(row);
    else rows.set(row, body);
  }
  return rows;
}

interface Place {
  readonly epoch: number;
  readonly changeNo: number;
}
function place(position: Position): Place;
function place(position: Position | null): Place | null;
function place(position: Position | null): Place | null {
  if (position === null) return null;
  const [epoch, changeNo] = position.split(':').map(Number);
  return { epoch: epoch!, changeNo: changeNo! };
}
