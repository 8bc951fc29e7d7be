import { liveEvents, type RoomRefused, type RoomState } from '@cap/contracts';
import { businessInstant, readFeed, type FeedPosition } from '@cap/event-store';
import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { DataSource } from 'typeorm';
import { LiveFeeds } from './live-feeds';
import { isAfter, toPosition, type RoomAddress } from './room';
import { refuseRoom } from './room-refusals';

type Answer = (answer: RoomState | RoomRefused) => void;

/**
 * Lets a client follow a room without a hole between its state and the changes: it joins first, what is sent meanwhile
 * waits, the state is read after that, and then what waits and lies after the state is sent.
 */
@Injectable()
export class RoomFollower {
  private readonly logger = new Logger('live');

  constructor(
    private readonly dataSource: DataSource,
    private readonly feeds: LiveFeeds,
  ) {}

  async follow(client: Socket, address: RoomAddress, since: FeedPosition | null, answer: Answer): Promise<void> {
    const { room, feed, scope } = address;
    const open = client.connected ? this.feeds.of(feed).open(address) : null;
    if (!open) return answer(refuseRoom(room, 'not-ready'));
    // At once: a client has a seat, or it gets what is broadcast; never neither.
    const seat = open.join(client.id);
    void client.leave(room);
    const state = await this.readState(address, since);
    if (!open.holds(client.id, seat)) return answer(refuseRoom(room, 'not-ready'));
    if (!state || seat.overflowed) {
      this.feeds.of(feed).leave(client.id, scope);
      return answer(refuseRoom(room, 'not-ready'));
    }
    // From here to the end nothing else runs: the answer, what waited, and what is broadcast from now on go in this order.
    answer(state.answer);
    for (const { position, message } of seat.waiting) {
      if (isAfter(position, state.position)) client.emit(liveEvents.changes, message);
    }
    void client.join(room);
    open.seated(client.id);
  }

  private async readState(
    { room, feed, scope }: RoomAddress,
    since: FeedPosition | null,
  ): Promise<{ answer: RoomState; position: FeedPosition } | null> {
    try {
      const { kind, position, rows } = await readFeed(this.dataSource.manager, feed, scope, since);
      const serverTime = await businessInstant(this.dataSource);
      const shown = rows.map(({ row, changeNo, gone, body }) => ({ row, changeNo, gone, body }));
      return { position, answer: { room, kind, position: toPosition(position), rows: shown, serverTime } };
    } catch (error) {
      this.logger.error(`The state of a room of the feed ${feed} cannot be read.`, error);
      return null;
    }
  }
}
