import {
  applyRoomMessage,
  emptyRoom,
  liveEvents,
  type FeedRow,
  type Position,
  type Room,
  type RoomChanges,
  type RoomRefused,
  type RoomState,
  type RoomView,
} from '@cap/contracts';
import { toldBy, type HistoryRecord } from '@cap/simulation';
import { io, type Socket } from 'socket.io-client';

const againAfterMs = 50;

/** What a client looks at, and which rows belong there. */
export interface View {
  readonly name: string;
  readonly token: string;
  readonly room: Room;
  readonly belongs: (row: FeedRow) => boolean;
}
/** What the library's transport has below it in Node. */
interface WebSocket {
  terminate(): void;
  pause(): void;
  resume(): void;
}
interface Line {
  readonly number: number;
  readonly socket: Socket;
}

/**
 * A client of one room that comes and goes, between API processes, and goes on from where it was. It keeps everything that
 * it was told, and which rows did not belong in its room.
 */
export class RoamingClient {
  state: RoomView;
  readonly heard: HistoryRecord[] = [];
  readonly foreign: FeedRow[] = [];
  readonly refused: RoomRefused[] = [];
  gone = 0;
  private line: Line | undefined;
  private lines = 0;

  constructor(readonly view: View) {
    this.state = emptyRoom(view.room);
  }

  /** Goes on over a new connection; what still comes over the one before is not listened to. */
  connect(api: string): void {
    const socket = io(api, {
      ...{ path: '/live', transports: ['websocket'], forceNew: true, reconnectionDelay: againAfterMs },
      ...{ randomizationFactor: 0, auth: { token: this.view.token } },
    });
    const line = { number: ++this.lines, socket };
    this.line = line;
    socket.on(liveEvents.changes, (message: RoomChanges) => this.take(line, message, null));
    socket.on('connect', () => this.follow(line));
  }

  /** Says goodbye. */
  close(): void {
    this.line?.socket.disconnect();
    this.line = undefined;
  }

  /** The connection breaks without a word. */
  tear(): void {
    this.webSocket()?.terminate();
    this.close();
  }

  /** Reads nothing until `readOn`; what is sent piles up on the way. */
  stopReading(): void {
    this.webSocket()?.pause();
  }

  readOn(): void {
    this.webSocket()?.resume();
  }

  /** Before it is connected there is none. */
  private webSocket(): WebSocket | undefined {
    const engine = this.line?.socket.io.engine as { transport?: { ws?: WebSocket } } | undefined;
    return engine?.transport?.ws;
  }

  private follow(line: Line): void {
    if (line !== this.line) return;
    const since = this.state.position;
    const asked = since === null ? { room: this.view.room } : { room: this.view.room, since };
    // Taken within the acknowledgement: what the server sends right after it must find it taken.
    line.socket.emit(liveEvents.follow, asked, (answer: RoomState | RoomRefused) => {
      if (!('refused' in answer)) return this.take(line, answer, since);
      if (answer.refused === 'not-ready') setTimeout(() => this.follow(line), againAfterMs);
      else this.refused.push(answer);
    });
  }

  private take(line: Line, message: RoomState | RoomChanges, since: Position | null): void {
    if (line !== this.line || message.room !== this.view.room) return;
    this.foreign.push(...message.rows.filter((row) => (row.gone ? row.body !== null : !this.view.belongs(row))));
    this.gone += message.rows.filter((row) => row.gone && this.state.rows.has(row.row)).length;
    const { state, refollow } = applyRoomMessage(this.state, message);
    this.state = state;
    this.heard.push({
      ...{ kind: 'live-heard', client: this.view.name },
      ...toldBy(message, line.number, since, state.position),
    });
    if (refollow) this.follow(line);
  }
}
