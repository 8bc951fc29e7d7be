import {
  applyRoomMessage,
  emptyRoom,
  liveEvents,
  type Position,
  type RoomChanges,
  type RoomState,
} from '@cap/contracts';
import { io, type Socket } from 'socket.io-client';
import { isAtOrAfter } from '../../client/live';

const room = 'units/region';
const answerMs = 5000;

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

  constructor(address: string, token: string) {
    this.socket = io(address, { path: '/live', transports: ['websocket'], auth: { token }, forceNew: true });
    this.socket.on(liveEvents.changes, (message: RoomChanges) => this.apply(message));
    this.socket.on('connect', () => void this.catchUp());
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
    this.socket.removeAllListeners('disconnect');
    this.socket.disconnect();
  }

  private get wire(): PausableSocket | undefined {
    const { transport } = this.socket.io.engine as unknown as { transport: { ws?: PausableSocket } };
    return transport.ws;
  }

  private async catchUp(): Promise<void> {
    const since = this.view.position;
    const asked = since === null ? { room } : { room, since };
    // A connection that is lost meanwhile is made again, and then it asks again.
    const state = await this.socket
      .timeout(answerMs)
      .emitWithAck(liveEvents.follow, asked)
      .catch(() => null);
    if (state === null) return this.socket.connected ? this.catchUp() : undefined;
    this.apply(state as RoomState);
    this.follows = true;
  }

  private apply(message: RoomState | RoomChanges): void {
    const { state, refollow } = applyRoomMessage(this.view, message);
    this.view = state;
    if (refollow) void this.catchUp();
  }
}
