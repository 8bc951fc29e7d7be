import { setTimeout as pause } from 'node:timers/promises';
import {
  applyRoomMessage,
  emptyRoom,
  liveEvents,
  type MoveAway,
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
const againAfterMs = 500;

/** Gives a token that holds from now on. Asked for each connection anew: the one before may be what ended it. */
export type FreshToken = () => Promise<string>;

/** One connection to the live channel of one API process, for as long as it is not closed. */
class Connection {
  private again: NodeJS.Timeout | undefined;

  private constructor(readonly socket: Socket) {}

  static async open(address: string, freshToken: FreshToken): Promise<Connection> {
    const auth = (give: (auth: object) => void) => void giveToken(freshToken, give);
    const socket = io(address, { path: '/live', transports: ['websocket'], auth, forceNew: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (cause) =>
        reject(new Error(`The live channel of ${address} refused us.`, { cause })),
      );
    });
    const connection = new Connection(socket);
    connection.stayConnected();
    return connection;
  }

  /** What the room is, or what changed since; over a connection that is lost meanwhile, on the next one. */
  async follow(since?: Position): Promise<RoomState<UnitRow>> {
    const until = Date.now() + answerMs;
    for (;;) {
      const answer = await this.ask(since).catch((error: unknown) => {
        if (this.socket.connected) throw error;
        return null;
      });
      if (answer && !('refused' in answer)) return answer;
      const isFinal = answer !== null && answer.refused !== 'not-ready';
      if (isFinal || Date.now() >= until) throw new Error(`The live channel did not give ${room}: ${why(answer)}`);
      await pause(againAfterMs);
    }
  }

  close(): void {
    clearTimeout(this.again);
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  private ask(since?: Position): Promise<RoomState<UnitRow> | RoomRefused> {
    const asked = since === undefined ? { room } : { room, since };
    return this.socket.timeout(answerMs).emitWithAck(liveEvents.follow, asked) as Promise<
      RoomState<UnitRow> | RoomRefused
    >;
  }

  /**
   * The library by itself tries again after a connection that was lost, but not after one that the server ended (its
   * process stops, or the token expired), nor after a token that was refused.
   */
  private stayConnected(): void {
    const connect = () => void (this.again = setTimeout(() => this.socket.connect(), againAfterMs));
    this.socket.on('disconnect', (reason) => reason === 'io server disconnect' && connect());
    this.socket.on('connect_error', () => !this.socket.active && connect());
  }
}

const why = (answer: RoomRefused | null): string =>
  answer ? `${answer.refused} ${answer.message}` : 'the connection was lost.';

/** Without a token the server refuses, and another is asked for the next time. */
async function giveToken(freshToken: FreshToken, give: (auth: object) => void): Promise<void> {
  give(
    await freshToken().then(
      (token) => ({ token }),
      () => ({}),
    ),
  );
}

/** Reads the room afresh, straight from the feed; what is broadcast to it is not looked at. */
export class LiveProbe {
  private constructor(private readonly connection: Connection) {}

  static async open(address: string, freshToken: FreshToken): Promise<LiveProbe> {
    return new LiveProbe(await Connection.open(address, freshToken));
  }

  read(since?: Position): Promise<RoomState<UnitRow>> {
    return this.connection.follow(since);
  }

  close(): void {
    this.connection.close();
  }
}

/** What a listener met: a message, with where the listener was when it came. */
export type Heard = (known: Position, message: RoomChanges<UnitRow>) => void;

/** Everything that a listener was told, with what came of it. */
export type Told = (told: Omit<LiveHeard, 'kind' | 'client'>) => void;

const unheard = (): void => undefined;

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

  static async open(
    address: string,
    freshToken: FreshToken,
    heard: Heard = unheard,
    told: Told = unheard,
  ): Promise<LiveListener> {
    const listener = new LiveListener(await Connection.open(address, freshToken), heard, told);
    const { socket } = listener.connection;
    socket.on(liveEvents.move, ({ withinMs }: MoveAway) => {
      setTimeout(() => socket.connected && socket.disconnect().connect(), Math.random() * withinMs);
    });
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
    this.connection.close();
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
    } catch (error) {
      // Without a connection there is nothing to catch up with until the next one, which begins with this.
      if (this.connection.socket.connected) throw error;
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
