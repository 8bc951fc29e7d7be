import {
  applyRoomMessage,
  emptyRoom,
  liveEvents,
  type Position,
  type RoomChanges,
  type RoomRefused,
  type RoomState,
  type RoomView,
  type UnitRow,
} from '@cap/contracts';
import { io, type Socket } from 'socket.io-client';
import type { LiveHeard } from '../audit/history';

const room = 'units/region';
const answerMs = 15_000;

/** One connection to the live channel of one API process. */
class Connection {
  private constructor(readonly socket: Socket) {}

  static async open(address: string, token: string): Promise<Connection> {
    const socket = io(address, { path: '/live', transports: ['websocket'], auth: { token }, forceNew: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (cause) =>
        reject(new Error(`The live channel of ${address} refused us.`, { cause })),
      );
    });
    return new Connection(socket);
  }

  async follow(since?: Position): Promise<RoomState<UnitRow>> {
    const asked = since === undefined ? { room } : { room, since };
    const answer = (await this.socket.timeout(answerMs).emitWithAck(liveEvents.follow, asked)) as
      RoomState<UnitRow> | RoomRefused;
    if ('refused' in answer) throw new Error(`The live channel refused ${room}: ${answer.refused} ${answer.message}`);
    return answer;
  }
}

/** Reads the room afresh, straight from the feed; what is broadcast to it is not looked at. */
export class LiveProbe {
  private constructor(private readonly connection: Connection) {}

  static async open(address: string, token: string): Promise<LiveProbe> {
    return new LiveProbe(await Connection.open(address, token));
  }

  read(since?: Position): Promise<RoomState<UnitRow>> {
    return this.connection.follow(since);
  }

  close(): void {
    this.connection.socket.disconnect();
  }
}

/** What a listener met: a message, with where the listener was when it came. */
export type Heard = (known: Position, message: RoomChanges<UnitRow>) => void;

/** Everything that a listener was told, with what came of it. */
export type Told = (told: Omit<LiveHeard, 'kind' | 'client'>) => void;

/** Keeps a picture of all units from the changes that it is sent, as a screen does. */
export class LiveListener {
  view: RoomView<UnitRow> = emptyRoom<UnitRow>(room);
  private readonly waiting = new Set<() => void>();
  private connections = 1;
  /** States that were asked for and did not come yet; what is sent meanwhile waits, for it may lie after them. */
  private asking = 0;
  private readonly early: RoomChanges<UnitRow>[] = [];

  private constructor(
    private readonly connection: Connection,
    private readonly heard: Heard,
    private readonly told: Told,
  ) {}

  static async open(address: string, token: string, heard: Heard, told: Told): Promise<LiveListener> {
    const listener = new LiveListener(await Connection.open(address, token), heard, told);
    const { socket } = listener.connection;
    socket.on(liveEvents.changes, (message: RoomChanges<UnitRow>) => listener.take(message));
    await listener.catchUp();
    // After a lost connection it goes on from where it was.
    socket.on('connect', () => {
      listener.connections++;
      void listener.catchUp();
    });
    return listener;
  }

  /** Waits until it has been told everything until a position. Gives false when that takes too long. */
  async levelWith(position: Position, withinMs: number): Promise<boolean> {
    const end = Date.now() + withinMs;
    while (!isAtOrAfter(this.view.position, position)) {
      const left = end - Date.now();
      if (left <= 0) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return true;
  }

  close(): void {
    this.connection.socket.disconnect();
  }

  private take(message: RoomChanges<UnitRow>): void {
    if (this.asking > 0) return void this.early.push(message);
    const { position: known, behind } = this.view;
    if (known !== null && !behind) this.heard(known, message);
    this.apply(message);
  }

  private async catchUp(): Promise<void> {
    const since = this.view.position;
    this.asking++;
    try {
      this.apply(await this.connection.follow(since ?? undefined), since);
    } finally {
      this.asking--;
      for (const message of this.early.splice(0)) this.take(message);
    }
  }

  private apply(message: RoomState<UnitRow> | RoomChanges<UnitRow>, since: Position | null = null): void {
    const { state, refollow } = applyRoomMessage(this.view, message);
    this.view = state;
    this.told(toldBy(message, this.connections, since, state.position));
    if (refollow) void this.catchUp();
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

/** A message as it is recorded; `since` is what a state was asked from, `held` where the client then says that it is. */
export function toldBy(
  message: RoomState | RoomChanges,
  connection: number,
  since: Position | null,
  held: Position | null,
): Omit<LiveHeard, 'kind' | 'client'> {
  const { room, position, rows } = message;
  const told = 'kind' in message ? message.kind : 'changes';
  const from = 'kind' in message ? (told === 'resumption' ? since : null) : message.from;
  return { connection, room, told, from, position, changeNos: rows.map(({ changeNo }) => changeNo), held };
}

/** Whether a position is of the same epoch and at or after another. */
export function isAtOrAfter(position: Position | null, other: Position): boolean {
  if (position === null) return false;
  const [epoch, changeNo] = position.split(':').map(Number);
  const [otherEpoch, otherChangeNo] = other.split(':').map(Number);
  return epoch === otherEpoch && changeNo! >= otherChangeNo!;
}
