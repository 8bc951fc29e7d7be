import {
  applyRoomMessage,
  emptyRoom,
  liveEvents,
  type Room,
  type RoomChanges,
  type RoomRefused,
  type RoomState,
  type RoomView,
} from '@cap/contracts';
import { eventually } from '@cap/testing';
import { io, type Socket } from 'socket.io-client';
import type { Actor } from './actor';

const answerMs = 10_000;

/** One room of the live channel as a screen keeps it. */
export class LiveRoom<Body> {
  private view: RoomView<Body>;

  private constructor(
    private readonly socket: Socket,
    private readonly room: Room,
  ) {
    this.view = emptyRoom<Body>(room);
    socket.on(liveEvents.changes, (changes: RoomChanges<Body>) => {
      if (changes.room === room) this.take(changes);
    });
  }

  /** Connects and follows the room. Throws an `Error` when the room is refused. */
  static async follow<Body>(actor: Actor, room: Room): Promise<LiveRoom<Body>> {
    const socket = io(actor.api, { path: '/live', transports: ['websocket'], auth: { token: actor.token } });
    const live = new LiveRoom<Body>(socket, room);
    try {
      await live.ask();
      return live;
    } catch (error) {
      live.close();
      throw error;
    }
  }

  rowOf(row: string): Body | undefined {
    return this.view.rows.get(row);
  }

  get size(): number {
    return this.view.rows.size;
  }

  /** Waits until a row has been told to be as asked. */
  until(label: string, row: string, isSo: (body: Body) => boolean): Promise<Body> {
    return eventually(`live: ${label}`, () => {
      const body = this.rowOf(row);
      return body !== undefined && isSo(body) ? body : undefined;
    }) as Promise<Body>;
  }

  close(): void {
    this.socket.disconnect();
  }

  private ask(): Promise<void> {
    const since = this.view.position ?? undefined;
    const question = since === undefined ? { room: this.room } : { room: this.room, since };
    return new Promise((resolve, reject) => {
      // The answer is taken in the callback: after an `await`, changes that came right behind it would be taken first.
      const answered = (error: Error | null, answer: RoomState<Body> | RoomRefused) => {
        if (error) return reject(error);
        if ('refused' in answer) return reject(new Error(`${this.room} was refused: ${answer.refused}.`));
        this.take(answer);
        resolve();
      };
      this.socket.timeout(answerMs).emit(liveEvents.follow, question, answered);
    });
  }

  private take(message: RoomState<Body> | RoomChanges<Body>): void {
    const { state, refollow } = applyRoomMessage(this.view, message);
    this.view = state;
    if (refollow) void this.ask();
  }
}
