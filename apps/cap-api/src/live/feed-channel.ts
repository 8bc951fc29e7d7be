import { setTimeout as pause } from 'node:timers/promises';
import type { FeedRow, Instant } from '@cap/contracts';
import {
  businessInstant,
  Follower,
  readChanges,
  readFeed,
  type FeedPosition,
  type PassOutcome,
} from '@cap/event-store';
import { figures } from '@cap/platform';
import type { DataSource } from 'typeorm';
import { OpenRoom, type Audience } from './open-room';
import type { Feed, RoomAddress } from './room';

const pollMs = 250;
/** Changes of 20 ms go out together: a person sees no difference, and it is a tenth of the deliveries. */
const atMostEveryMs = 20;
/** No scope has this name: the feed then tells its position only. */
const noScope = '';

/** One feed in this process: one reader, and the rooms that somebody follows. */
export class FeedChannel {
  private readonly rooms = new Map<string, OpenRoom>();
  private position: FeedPosition | null = null;
  private readonly reader: Follower;

  constructor(
    private readonly dataSource: DataSource,
    readonly feed: Feed,
    private readonly audience: Audience,
    onError: (error: unknown) => void,
  ) {
    this.reader = new Follower(() => this.pass(), { pollMs, onError });
  }

  start(): void {
    this.reader.start();
  }

  wake(): void {
    this.reader.wake();
  }

  stop(): Promise<void> {
    return this.reader.stop();
  }

  /** The room, opened when nobody follows it yet; null while the feed was not read yet. */
  open({ room, scope }: RoomAddress): OpenRoom | null {
    const known = this.rooms.get(scope);
    if (known || this.position === null) return known ?? null;
    const opened = new OpenRoom(room, this.position, this.audience);
    this.rooms.set(scope, opened);
    return opened;
  }

  /** Takes a client out of a room, or out of all. A room that nobody follows is closed. */
  leave(client: string, scope?: string): void {
    for (const [name, room] of this.rooms) {
      if (scope !== undefined && scope !== name) continue;
      room.leave(client);
      if (room.isEmpty) this.rooms.delete(name);
    }
  }

  /** How many rooms somebody follows. */
  get openRooms(): number {
    return this.rooms.size;
  }

  private async pass(): Promise<PassOutcome> {
    const began = performance.now();
    const outcome = await this.read();
    if (this.position) figures.feedSent.set({ feed: this.feed }, this.position.changeNo);
    if (outcome === 'moved') await pause(Math.max(0, began + atMostEveryMs - performance.now()));
    return outcome;
  }

  private async read(): Promise<PassOutcome> {
    const since = this.position;
    const watched = this.rooms.size > 0;
    const { manager } = this.dataSource;
    const state = await (watched
      ? readChanges(manager, this.feed, since)
      : readFeed(manager, this.feed, noScope, since));
    if (!watched) {
      // A room that was opened meanwhile counts from `since`: its rows must be read.
      if (this.rooms.size > 0) return 'moved';
      this.position = state.position;
      return 'level';
    }
    if (state.kind === 'resumption' && state.rows.length === 0) return 'level';
    const serverTime = await businessInstant(this.dataSource);
    if (state.kind === 'snapshot') return this.startAgain(state.position, serverTime);
    this.position = state.position;
    for (const [scope, rows] of byScope(state.rows)) this.rooms.get(scope)?.send(state.position, rows, serverTime);
    return 'moved';
  }

  /**
   * The feed was built anew. Its rows stay where they are: whoever is of the epoch before, or of this one and before this
   * position, follows the room again and reads those of the room.
   */
  private startAgain(position: FeedPosition, serverTime: Instant): PassOutcome {
    this.position = position;
    for (const room of this.rooms.values()) room.startAgain(position, serverTime);
    return 'moved';
  }
}

function byScope(rows: readonly (FeedRow & { scope: string })[]): Map<string, FeedRow[]> {
  const scopes = new Map<string, FeedRow[]>();
  for (const { scope, ...row } of rows) {
    const known = scopes.get(scope);
    if (known) known.push(row);
    else scopes.set(scope, [row]);
  }
  return scopes;
}
