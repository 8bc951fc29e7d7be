import type { FeedRow, Instant, Room, RoomChanges } from '@cap/contracts';
import type { FeedPosition } from '@cap/event-store';
import { toPosition } from './room';

/** Most messages that wait for one client between its joining and its first state. */
export const waitingMessages = 1000;

/** A client that has joined and whose state is being read: what is sent meanwhile waits here. */
export class Seat {
  private messages: { readonly position: FeedPosition; readonly message: RoomChanges }[] = [];
  /** Too much came to keep: the client follows again. */
  overflowed = false;

  keep(position: FeedPosition, message: RoomChanges): void {
    if (this.messages.length >= waitingMessages) this.overflowed = true;
    else this.messages.push({ position, message });
  }

  /** What waited, oldest first. */
  get waiting(): readonly { readonly position: FeedPosition; readonly message: RoomChanges }[] {
    return this.messages;
  }
}

/** A room that somebody follows in this process. */
export class OpenRoom {
  private readonly seats = new Map<string, Seat>();
  private readonly followers = new Set<string>();

  constructor(
    readonly room: Room,
    /** Up to here this process has sent everything of this room. */
    private sent: FeedPosition,
    private readonly broadcast: (room: Room, message: RoomChanges) => void,
  ) {}

  get isEmpty(): boolean {
    return this.seats.size === 0 && this.followers.size === 0;
  }

  /** Takes a seat for a client, before its state is read. An earlier one of the same client is void. */
  join(client: string): Seat {
    this.followers.delete(client);
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

  leave(client: string): void {
    this.seats.delete(client);
    this.followers.delete(client);
  }

  /** Sends the rows between what was sent and `position`. */
  send(position: FeedPosition, rows: FeedRow[], serverTime: Instant): void {
    this.tell(this.sent, position, rows, serverTime);
  }

  /** Tells where another epoch is: clients that are not there follow the room anew. */
  startAgain(start: FeedPosition, serverTime: Instant): void {
    this.tell(start, start, [], serverTime);
  }

  private tell(from: FeedPosition, position: FeedPosition, rows: FeedRow[], serverTime: Instant): void {
    const message = { room: this.room, from: toPosition(from), position: toPosition(position), rows, serverTime };
    this.sent = position;
    for (const seat of this.seats.values()) seat.keep(position, message);
    if (this.followers.size > 0) this.broadcast(this.room, message);
  }
}
