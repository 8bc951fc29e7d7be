import {
  applyRoomMessage,
  emptyRoom,
  liveEvents,
  type MoveAway,
  type Room,
  type RoomChanges,
  type RoomRefused,
  type RoomState,
  type RoomView,
} from '@cap/contracts';
import { io } from 'socket.io-client';

export interface RoomListener<Body> {
  /** The room is another than it was; before the first state it was empty. */
  moved(before: RoomView<Body>, after: RoomView<Body>): void;
  connected(): void;
  /** `why` is empty, or what the server said, in Dutch. */
  lost(why: string): void;
}

const answerWithinMs = 5000;
const againAfterMs = 2000;

/** Follows one room for as long as the page is open: connects again, resumes, and never shows a gap as the truth. */
export function followRoom<Body>(room: Room, readToken: () => Promise<string>, listener: RoomListener<Body>): void {
  const socket = io({ path: '/live', transports: ['websocket'], auth: (give) => void giveToken(readToken, give) });
  let state = emptyRoom<Body>(room);
  let asked = 0;

  const take = (message: RoomState<Body> | RoomChanges<Body>): void => {
    const before = state;
    const applied = applyRoomMessage(state, message);
    state = applied.state;
    if (state.position !== before.position) listener.moved(before, state);
    if (applied.refollow) follow();
  };

  const follow = (): void => {
    const request = ++asked;
    const since = state.position;
    const body = since === null ? { room } : { room, since };
    socket
      .timeout(answerWithinMs)
      .emit(liveEvents.follow, body, (error: Error | null, answer?: RoomState<Body> | RoomRefused) => {
        if (request !== asked || !socket.connected) return;
        if (!error && answer && !('refused' in answer)) {
          take(answer);
          listener.connected();
          return;
        }
        listener.lost(answer && 'refused' in answer ? answer.message : '');
        setTimeout(() => request === asked && socket.connected && follow(), againAfterMs);
      });
  };

  socket.on('connect', follow);
  socket.on(liveEvents.changes, (message: RoomChanges<Body>) => message.room === room && take(message));
  socket.on(liveEvents.move, ({ withinMs }: MoveAway) => {
    setTimeout(() => socket.connected && socket.disconnect().connect(), Math.random() * withinMs);
  });
  socket.on('disconnect', (reason) => {
    listener.lost('');
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), againAfterMs);
  });
  socket.on('connect_error', (error) => {
    listener.lost(socket.active ? '' : error.message);
    // A refused token is not tried again by the library: a restarted CAP gives a new one.
    if (!socket.active) setTimeout(() => socket.connect(), againAfterMs);
  });
}

/** Without a token the server refuses and says why; the page then asks for one again. */
async function giveToken(readToken: () => Promise<string>, give: (auth: object) => void): Promise<void> {
  try {
    give({ token: await readToken() });
  } catch {
    give({});
  }
}
