import {
  applyRoomMessage,
  emptyRoom,
  liveEvents,
  type Position,
  type RoomChanges,
  type RoomRefused,
  type RoomState,
} from '@cap/contracts';
import { io, type Socket } from 'socket.io-client';
import { isAtOrAfter } from '../../client/live';

const room = 'units/region';
const answerMs = 5000;
const againAfterMs = 250;

/** The part of a WebSocket of `ws` that is needed here: the socket of socket.io-client under Node is one. */
interface PausableSocket {
  pause(): void;
  resume(): void;
}

/** A client that follows all units, and that can be made slow, silent or restless. */
export class RoomClient {
  view = emptyRoom(room);
  /** How often its connection was lost. */
  lost = 0;
  /** Connected, and given all that it missed. */
  follows = false;
  private readonly socket: Socket;
  private again: NodeJS.Timeout | undefined;

  constructor(address: string, token: string) {
    this.socket = io(address, { path: '/live', transports: ['websocket'], auth: { token }, forceNew: true });
    this.socket.on(liveEvents.changes, (message: RoomChanges) => this.apply(message));
    this.socket.on('connect', () => this.catchUp());
    // socket.io leaves it to us when nobody could say who we are.
    this.socket.on('connect_error', () => this.socket.active || this.soon(() => this.socket.connect()));
    this.socket.on('disconnect', (reason) => {
      this.lost++;
      this.follows = false;
      // socket.io leaves it to us when the server ended it, or we did.
      if (reason.startsWith('io ')) this.socket.connect();
    });
  }

  isLevelWith(position: Position): boolean {
    return isAtOrAfter(this.view.position, position);
  }

  /** Its rows as one text, to compare. */
  get picture(): string {
    return JSON.stringify([...this.view.rows].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Reads nothing from its connection, pings included. */
  stopReading(): void {
    this.wire?.pause();
  }

  readOn(): void {
    this.wire?.resume();
  }

  /** Loses its connection and makes another. */
  reconnect(): void {
    this.socket.io.engine.close();
  }

  close(): void {
    clearTimeout(this.again);
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  private get wire(): PausableSocket | undefined {
    const { transport } = this.socket.io.engine as unknown as { transport: { ws?: PausableSocket } };
    return transport.ws;
  }

  /** The answer is taken in the callback: after an `await`, changes that came right behind it would be taken first. */
  private catchUp(): void {
    const since = this.view.position;
    const asked = since === null ? { room } : { room, since };
    this.socket
      .timeout(answerMs)
      .emit(liveEvents.follow, asked, (error: Error | null, answer: RoomState | RoomRefused) => {
        if (error || 'refused' in answer) return this.soon(() => this.socket.connected && this.catchUp());
        this.apply(answer);
        this.follows = true;
      });
  }

  private soon(work: () => void): void {
    clearTimeout(this.again);
    this.again = setTimeout(work, againAfterMs);
  }

  private apply(message: RoomState | RoomChanges): void {
    const { state, refollow } = applyRoomMessage(this.view, message);
    this.view = state;
    if (refollow) this.catchUp();
  }
}
