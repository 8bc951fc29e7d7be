import type { FeedRow, Instant, Room, RoomChanges } from '@cap/contracts';
import type { FeedPosition } from '@cap/event-store';
import { inParts, type Told } from './parts';

/** Most messages that wait for one client between its joining and its first state. */
export const waitingMessages = 1000;

/** Those who listen, as a room sees them. */
export interface Audience {
  /** Sends a message to all who follow the room. */
  broadcast(room: Room, message: RoomChanges): void;
  /** Whether so much waits for a client already that it is sent nothing more. */
  isFull(client: string): boolean;
  /** A client was put aside: it knows everything until `at`, and is to be brought up to date when it has read. */
  putAside(client: string, room: Room, at: FeedPosition): void;
}

/** A client that has joined and whose state is being read: what is sent meanwhile waits here. */
export class Seat {
  private messages: Told[] = [];
  /** Too much came to keep: the client follows again. */
  overflowed = false;

  keep(told: Told): void {
    if (this.messages.length >= waitingMessages) this.overflowed = true;
    else this.messages.push(told);
  }

  /** What waited, oldest first. */
  get waiting(): readonly Told[] {
    return this.messages;
  }
}

/** A room that somebody follows in this process. */
export class OpenRoom {
  private readonly seats = new Map<string, Seat>();
  private readonly followers = new Set<string>();
  /** Clients that do not read what they are sent, with how far they were told. Nothing is kept for them. */
  private readonly aside = new Map<string, FeedPosition>();

  constructor(
    readonly room: Room,
    /** Up to here this process has sent everything of this room. */
    private sent: FeedPosition,
    private readonly audience: Audience,
  ) {}

  get isEmpty(): boolean {
    return this.seats.size === 0 && this.followers.size === 0 && this.aside.size === 0;
  }

  /** Takes a seat for a client, before its state is read. An earlier one of the same client is void. */
  join(client: string): Seat {
    this.leave(client);
    const seat = new Seat();
    this.seats.set(client, seat);
    return seat;
  }

  /** Whether a seat still counts: the client has not left, gone, or asked again meanwhile. */
  holds(client: string, seat: Seat): boolean {
    return this.seats.get(client) === seat;
  }

  /** From now on the client gets what is broadcast. */
  seated(client: string): void {
    this.seats.delete(client);
    this.followers.add(client);
  }

  /** From now on the client gets nothing, until it takes a seat again. */
  putAside(client: string, at: FeedPosition): void {
    this.leave(client);
    this.aside.set(client, at);
    this.audience.putAside(client, this.room, at);
  }

  /** Whether a client still stands aside where it was put: it has not left, gone, or asked again meanwhile. */
  isAside(client: string, at: FeedPosition): boolean {
    return this.aside.get(client) === at;
  }

  leave(client: string): void {
    this.seats.delete(client);
    this.followers.delete(client);
    this.aside.delete(client);
  }

  /** Sends the rows between what was sent and `position`. */
  send(position: FeedPosition, rows: FeedRow[], serverTime: Instant): void {
    for (const told of inParts(this.room, this.sent, { position, rows, serverTime })) this.tell(told);
  }

  /** Tells where another epoch is: clients that are not there follow the room anew. */
  startAgain(start: FeedPosition, serverTime: Instant): void {
    for (const told of inParts(this.room, start, { position: start, rows: [], serverTime })) this.tell(told);
  }

  private tell(told: Told): void {
    for (const client of this.followers) if (this.audience.isFull(client)) this.putAside(client, this.sent);
    this.sent = told.position;
    for (const seat of this.seats.values()) seat.keep(told);
    if (this.followers.size > 0) this.audience.broadcast(this.room, told.message);
  }
}
