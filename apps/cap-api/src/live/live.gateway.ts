import {
  liveEvents,
  type FollowRoom,
  type LeaveRoom,
  type MoveAway,
  type Room,
  type RoomRefused,
  type RoomState,
} from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { figures, whenFiguresAreAsked } from '@cap/platform';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  Ack,
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import { TokenReader } from '../edge/token-reader';
import { endWithToken } from './end-with-token';
import { LiveFeeds } from './live-feeds';
import type { Audience } from './open-room';
import { Outbox } from './outbox';
import { fromPosition, parseRoom } from './room';
import { RoomAccess } from './room-access';
import { RoomFollower } from './room-follower';
import { refuseRoom } from './room-refusals';

const notSignedIn = 'U bent niet aangemeld, of uw aanmelding is verlopen. Meld u opnieuw aan.';
const notReady = 'Uw aanmelding kan nu niet worden gecontroleerd. Probeer het over enkele seconden opnieuw.';

/** Rooms that one connection may follow at a time; a page follows a handful. */
export const mostRooms = 32;

/** Within this time the clients of a process that ends connect elsewhere; longer than a moment, so that they do not all come at once. */
const moveWithinMs = 1000;
/** Who does not answer a closing connection by then does not read. */
const farewellMs = 500;

/** Waits until something is so, or for as long as told. */
async function until(isSo: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !isSo() && Date.now() < end;) await pause(20);
}

/** What is kept of one connection. */
interface ConnectionData {
  readonly actor: CommandActor;
  readonly outbox: Outbox;
  readonly rooms: Set<Room>;
  /** Questions that have no answer yet. */
  unanswered: number;
}
const dataOf = (client: Socket): ConnectionData => client.data as ConnectionData;

/** The page tells of when its figures are once the connection is lost: a silent loss is noticed within ten seconds. */
const heartbeat = { pingInterval: 5000, pingTimeout: 5000 };

/** The live channel: who is it, may it follow this room, and then the state and every change after it. */
@WebSocketGateway({
  path: '/live',
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 10_000,
  ...heartbeat,
})
export class LiveGateway
  implements OnGatewayInit<Server>, OnGatewayConnection<Socket>, OnGatewayDisconnect<Socket>, OnApplicationBootstrap
{
  private readonly logger = new Logger('live');
  private server: Server | null = null;

  constructor(
    private readonly tokens: TokenReader,
    private readonly access: RoomAccess,
    private readonly feeds: LiveFeeds,
    private readonly follower: RoomFollower,
  ) {}

  afterInit(server: Server): void {
    this.server = server;
    whenFiguresAreAsked('live sockets', () => figures.liveSockets.set(server.sockets.sockets.size));
    server.use((socket, next) => {
      this.actorOf(socket).then(
        (actor) => next(actor ? undefined : new Error(notSignedIn)),
        () => next(new Error(notReady)),
      );
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.feeds.start(this.audience);
  }

  /** Tells all clients to connect elsewhere, and ends the connections that are left after that time. */
  async moveAll(): Promise<void> {
    const { server } = this;
    if (!server) return;
    const clients = server.sockets.sockets;
    server.emit(liveEvents.move, { withinMs: moveWithinMs } satisfies MoveAway);
    await until(() => clients.size === 0, moveWithinMs);
    const lines = [...clients.values()].map(({ request }) => request.socket);
    // Not a farewell of the room's: after that a client would not come back by itself.
    for (const { conn } of clients.values()) conn.close();
    await until(() => lines.every(({ destroyed }) => destroyed), farewellMs);
    for (const line of lines) line.destroy();
  }

  @SubscribeMessage(liveEvents.follow)
  async follow(
    @ConnectedSocket() client: Socket,
    @MessageBody() body: Partial<FollowRoom> | undefined,
    @Ack() answer: ((answer: RoomState | RoomRefused) => void) | undefined,
  ): Promise<void> {
    if (!answer) return;
    const address = parseRoom(body?.room);
    if (!address) return answer(refuseRoom(body?.room, 'unknown-room'));
    const data = dataOf(client);
    if (data.rooms.size >= mostRooms && !data.rooms.has(address.room))
      return answer(refuseRoom(address.room, 'too-many-rooms'));
    // Who asks on and on without waiting for an answer, or without reading it, is no client of ours.
    if (data.unanswered >= mostRooms) return void client.disconnect(true);
    data.rooms.add(address.room);
    data.unanswered++;
    try {
      const verdict = await this.access.verdict(data.actor, address);
      if (verdict === 'allowed') return await this.follower.follow(client, address, fromPosition(body?.since), answer);
      data.rooms.delete(address.room);
      answer(refuseRoom(address.room, verdict));
    } catch (error) {
      this.logger.error('A room could not be followed.', error);
      answer(refuseRoom(address.room, 'not-ready'));
    } finally {
      data.unanswered--;
    }
  }

  @SubscribeMessage(liveEvents.leave)
  async leave(@ConnectedSocket() client: Socket, @MessageBody() body: Partial<LeaveRoom> | undefined): Promise<void> {
    const address = parseRoom(body?.room);
    if (!address) return;
    dataOf(client).rooms.delete(address.room);
    this.feeds.of(address.feed).leave(client.id, address.scope);
    await client.leave(address.room);
  }

  /** Only who was let in gets here, so there is a token. */
  handleConnection(client: Socket): void {
    endWithToken(client, (client.handshake.auth as { token: string }).token);
  }

  handleDisconnect(client: Socket): void {
    this.feeds.forget(client.id);
  }

  private readonly audience: Audience = {
    broadcast: (room, message) => this.server?.to(room).emit(liveEvents.changes, message),
    isFull: (id) => {
      const client = this.server?.sockets.sockets.get(id);
      return client !== undefined && dataOf(client).outbox.isFull;
    },
    putAside: (id, room, at) => {
      const client = this.server?.sockets.sockets.get(id);
      if (!client) return;
      void client.leave(room);
      void this.follower.catchUp(client, parseRoom(room)!, at);
    },
  };

  private async actorOf(socket: Socket): Promise<CommandActor | null> {
    const { token } = socket.handshake.auth as { token?: unknown };
    const actor = typeof token === 'string' ? await this.tokens.read(token) : null;
    if (actor)
      socket.data = {
        actor,
        outbox: new Outbox(socket.conn),
        rooms: new Set(),
        unanswered: 0,
      } satisfies ConnectionData;
    return actor;
  }
}
