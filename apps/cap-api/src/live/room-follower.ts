import { liveEvents, type FeedRow, type Instant, type RoomRefused, type RoomState } from '@cap/contracts';
import { businessInstant, readFeed, type FeedPosition } from '@cap/event-store';
import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { DataSource } from 'typeorm';
import { LiveFeeds } from './live-feeds';
import type { OpenRoom } from './open-room';
import type { Outbox } from './outbox';
import { inParts, type Told } from './parts';
import { isAfter, toPosition, type RoomAddress } from './room';
import { refuseRoom } from './room-refusals';

type Answer = (answer: RoomState | RoomRefused) => void;

interface StateRead {
  readonly kind: RoomState['kind'];
  readonly position: FeedPosition;
  readonly rows: FeedRow[];
  readonly serverTime: Instant;
}

/**
 * Lets a client follow a room without a hole between its state and the changes: it joins first, what is sent meanwhile
 * waits, the state is read after that, and then what waits and lies after the state is sent. A client that does not read
 * gets nothing more; once it has read it goes on from where it was, in the same way.
 */
@Injectable()
export class RoomFollower {
  private readonly logger = new Logger('live');

  constructor(
    private readonly dataSource: DataSource,
    private readonly feeds: LiveFeeds,
  ) {}

  async follow(client: Socket, address: RoomAddress, since: FeedPosition | null, answer: Answer): Promise<void> {
    const { room } = address;
    if (outboxOf(client).isFull) await outboxOf(client).drained();
    const open = client.connected ? this.feeds.of(address.feed).open(address) : null;
    if (!open) return answer(refuseRoom(room, 'not-ready'));
    const outcome = await this.seat(client, open, address, since, ({ kind, position, rows, serverTime }) => {
      answer({ room, kind, position: toPosition(position), rows, serverTime });
      return [];
    });
    if (outcome !== 'seated') answer(refuseRoom(room, 'not-ready'));
  }

  /** Brings a client that was put aside up to date, once it has read what it was sent. */
  async catchUp(client: Socket, address: RoomAddress, at: FeedPosition): Promise<void> {
    await outboxOf(client).drained();
    const open = this.feeds.of(address.feed).open(address);
    if (!client.connected || !open?.isAside(client.id, at)) return;
    const outcome = await this.seat(client, open, address, at, (state) => {
      // In another epoch nothing goes on: the message says so, and the client follows the room anew.
      if (state.kind === 'snapshot') return inParts(address.room, state.position, { ...state, rows: [] });
      return inParts(address.room, at, state);
    });
    // Without its connection the client comes back by itself, and resumes.
    if (outcome === 'unread') client.conn.close();
  }

  /**
   * Seats a client: `begin` tells it the state, or gives the messages that do. It is not seated when the state could not be
   * read (`unread`), or when it left, went or asked again meanwhile (`left`).
   */
  private async seat(
    client: Socket,
    open: OpenRoom,
    address: RoomAddress,
    since: FeedPosition | null,
    begin: (state: StateRead) => Told[],
  ): Promise<'seated' | 'unread' | 'left'> {
    // At once: a client has a seat, or it gets what is broadcast; never neither.
    const seat = open.join(client.id);
    void client.leave(address.room);
    const state = await this.readState(address, since);
    if (!open.holds(client.id, seat)) return 'left';
    if (!state || seat.overflowed) {
      this.feeds.of(address.feed).leave(client.id, address.scope);
      return 'unread';
    }
    // From here to the end nothing else runs: the state, what waited, and what is broadcast from now on go in this order.
    const first = begin(state);
    const later = seat.waiting.filter(({ position }) => isAfter(position, state.position));
    this.deliver(client, open, [...first, ...later], first.length > 0 ? since! : state.position);
    return 'seated';
  }

  /** Sends messages to a client that knows everything until `known`, and seats it; or puts it aside when it does not read. */
  private deliver(client: Socket, open: OpenRoom, messages: readonly Told[], known: FeedPosition): void {
    let at = known;
    for (const { position, message } of messages) {
      if (outboxOf(client).isFull) return open.putAside(client.id, at);
      client.emit(liveEvents.changes, message);
      at = position;
    }
    void client.join(open.room);
    open.seated(client.id);
  }

  private async readState({ feed, scope }: RoomAddress, since: FeedPosition | null): Promise<StateRead | null> {
    try {
      const { kind, position, rows } = await readFeed(this.dataSource.manager, feed, scope, since);
      const serverTime = await businessInstant(this.dataSource);
      const shown = rows.map(({ row, changeNo, gone, body }) => ({ row, changeNo, gone, body }));
      return { kind, position, rows: shown, serverTime };
    } catch (error) {
      this.logger.error(`The state of a room of the feed ${feed} cannot be read.`, error);
      return null;
    }
  }
}

/** The gateway gives every connection its outbox. */
const outboxOf = (client: Socket): Outbox => (client.data as { outbox: Outbox }).outbox;
