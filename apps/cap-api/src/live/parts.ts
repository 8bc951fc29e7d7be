import type { FeedRow, Instant, Room, RoomChanges } from '@cap/contracts';
import type { FeedPosition } from '@cap/event-store';
import { toPosition } from './room';

/** Most rows in one message of changes: about 100 kB, so that a client that stops reading costs little. */
export const mostRows = 100;

/** A message, with how far a client is that has it. */
export interface Told {
  readonly position: FeedPosition;
  readonly message: RoomChanges;
}

/** What a room has to say: the rows that changed up to `position`, in the order of their changes. */
export interface News {
  readonly position: FeedPosition;
  readonly rows: readonly FeedRow[];
  readonly serverTime: Instant;
}

/** The messages that tell it, one at least, each from where the one before ended. */
export function inParts(room: Room, from: FeedPosition, { position, rows, serverTime }: News): Told[] {
  const parts: Told[] = [];
  let start = from;
  let at = 0;
  do {
    const part = rows.slice(at, at + mostRows);
    at += mostRows;
    const end = at < rows.length ? { epoch: position.epoch, changeNo: part.at(-1)!.changeNo } : position;
    const message = { room, from: toPosition(start), position: toPosition(end), rows: part, serverTime };
    parts.push({ position: end, message });
    start = end;
  } while (at < rows.length);
  return parts;
}
