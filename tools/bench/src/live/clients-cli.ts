import { liveEvents, type Room, type RoomChanges, type UnitRow } from '@cap/contracts';
import { io, type Socket } from 'socket.io-client';
import { percentile } from '../figures/statistics';

/** Connects, lets each socket follow its room, and answers when all do. */
export interface Connect {
  readonly do: 'connect';
  readonly address: string;
  readonly token: string;
  /** One a socket. */
  readonly rooms: readonly Room[];
}
/** Answers with what came since it was last asked. */
export interface Tell {
  readonly do: 'tell';
}

/** Of all rows that came to any socket: real milliseconds from the moment of the report to the socket. */
export interface Told {
  readonly p50: number;
  readonly p99: number;
  readonly rows: number;
}

const atATime = 25;
let late: number[] = [];

/** The moment of a report is when it was to be sent, so a row says itself how long it was under way. */
function take({ rows }: RoomChanges<UnitRow>): void {
  const now = Date.now();
  for (const { body } of rows) if (body?.observedAt) late.push(now - Date.parse(body.observedAt));
}

async function follow({ address, token }: Connect, room: Room): Promise<void> {
  const socket: Socket = io(address, { path: '/live', transports: ['websocket'], auth: { token }, forceNew: true });
  socket.on(liveEvents.changes, take);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const answer = (await socket.timeout(20_000).emitWithAck(liveEvents.follow, { room })) as { refused?: string };
  if (answer.refused) throw new Error(`${room} was refused: ${answer.refused}.`);
}

async function connect(asked: Connect): Promise<void> {
  for (let from = 0; from < asked.rooms.length; from += atATime)
    await Promise.all(asked.rooms.slice(from, from + atATime).map((room) => follow(asked, room)));
  process.send!({ following: asked.rooms.length });
}

function tell(): void {
  const rows = late.length;
  const told = rows === 0 ? { p50: 0, p99: 0, rows } : { p50: percentile(late, 50), p99: percentile(late, 99), rows };
  late = [];
  process.send!(told satisfies Told);
}

process.on('message', (asked: Connect | Tell) => (asked.do === 'connect' ? void connect(asked) : tell()));
process.on('disconnect', () => process.exit(0));
