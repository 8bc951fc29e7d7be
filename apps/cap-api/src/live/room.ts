import { isId, municipalityCodes, roomFeeds, type Position, type Room, type RoomKind } from '@cap/contracts';
import type { FeedPosition } from '@cap/event-store';

export const feeds = ['units', 'referrals'] as const;
export type Feed = (typeof feeds)[number];

/** A room's name taken apart: which feed, seen through which scope, of which thing. */
export interface RoomAddress {
  readonly room: Room;
  readonly feed: Feed;
  readonly scope: string;
  readonly kind: RoomKind;
  /** The municipality, provider, unit or referral; null for the region. */
  readonly id: string | null;
}

/** The address of a room, or null when there is no such room. Ids are lower case, as the feeds write them. */
export function parseRoom(name: unknown): RoomAddress | null {
  const parts = typeof name === 'string' ? /^(units|referrals)\/(([a-z]+)(?::(.+))?)$/.exec(name) : null;
  if (!parts) return null;
  const [room, feed, scope, kind, id = null] = parts;
  if (!Object.hasOwn(roomFeeds, kind!) || roomFeeds[kind as RoomKind] !== feed || !isIdOf(kind as RoomKind, id))
    return null;
  return { room: room as Room, feed: feed as Feed, scope: scope!, kind: kind as RoomKind, id };
}

function isIdOf(kind: RoomKind, id: string | null): boolean {
  if (kind === 'region') return id === null;
  if (kind === 'municipality') return (municipalityCodes as readonly (string | null)[]).includes(id);
  return isId(id) && id === id.toLowerCase();
}

/** A position as it goes over the wire. */
export const toPosition = ({ epoch, changeNo }: FeedPosition): Position => `${epoch}:${changeNo}`;

/** A position as a client sent it; null when it is none, and then the client gets a snapshot. */
export function fromPosition(text: unknown): FeedPosition | null {
  const parts = typeof text === 'string' ? /^(\d{1,15}):(\d{1,15})$/.exec(text) : null;
  return parts ? { epoch: Number(parts[1]), changeNo: Number(parts[2]) } : null;
}

/** Whether `a` lies after `b`. */
export const isAfter = (a: FeedPosition, b: FeedPosition): boolean =>
  a.epoch > b.epoch || (a.epoch === b.epoch && a.changeNo > b.changeNo);
