import { decodeJwt } from 'jose';
import type { Socket } from 'socket.io';

/** The longest that a timer of Node can wait. */
const longestMs = 2 ** 31 - 1;

/**
 * Ends a connection when the token that it was made with expires, so that nobody sees more than a sign-in allows. The
 * token was verified before: it has an expiry, in real time. Who signs in again connects again.
 */
export function endWithToken(socket: Socket, token: string): void {
  const expiresAt = decodeJwt(token).exp! * 1000;
  const end = (): void => {
    if (Date.now() >= expiresAt) socket.disconnect(true);
    else wait();
  };
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(end, Math.min(Math.max(0, expiresAt - Date.now()), longestMs)).unref();
  };
  wait();
  socket.once('disconnect', () => clearTimeout(timer));
}
