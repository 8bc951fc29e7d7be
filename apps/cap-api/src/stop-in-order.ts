import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LiveGateway } from './live/live.gateway';

/** What has not been answered by then was asked by somebody who does not send on, or does not read. */
const answersWithinMs = 6_000;

/**
 * Ends the front door in good order: nobody new comes in, what was asked is answered, and who follows a room is told to move.
 * Resolves when all have gone.
 */
export async function stopInOrder(app: NestFastifyApplication): Promise<void> {
  const door = app.getHttpAdapter().getInstance();
  const last = setTimeout(() => door.server.closeAllConnections(), answersWithinMs);
  await Promise.all([door.close(), app.get(LiveGateway, { strict: false }).moveAll()]);
  clearTimeout(last);
  await app.close();
}
