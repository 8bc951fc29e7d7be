import { liveEvents, type FollowRoom, type LeaveRoom, type RoomRefused, type RoomState } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
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
import { fromPosition, parseRoom } from './room';
import { RoomAccess } from './room-access';
import { RoomFollower } from './room-follower';
import { refuseRoom } from './room-refusals';

const notSignedIn = 'U bent niet aangemeld, of uw aanmelding is verlopen. Meld u opnieuw aan.';
const notReady = 'Uw aanmelding kan nu niet worden gecontroleerd. Probeer het over enkele seconden opnieuw.';

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
    server.use((socket, next) => {
      this.actorOf(socket).then(
        (actor) => next(actor ? undefined : new Error(notSignedIn)),
        () => next(new Error(notReady)),
      );
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.feeds.start((room, message) => this.server?.to(room).emit(liveEvents.changes, message));
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
    try {
      const verdict = await this.access.verdict(client.data.actor as CommandActor, address);
      if (verdict !== 'allowed') return answer(refuseRoom(address.room, verdict));
      await this.follower.follow(client, address, fromPosition(body?.since), answer);
    } catch (error) {
      this.logger.error('A room could not be followed.', error);
      answer(refuseRoom(address.room, 'not-ready'));
    }
  }

  @SubscribeMessage(liveEvents.leave)
  async leave(@ConnectedSocket() client: Socket, @MessageBody() body: Partial<LeaveRoom> | undefined): Promise<void> {
    const address = parseRoom(body?.room);
    if (!address) return;
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

  private async actorOf(socket: Socket): Promise<CommandActor | null> {
    const { token } = socket.handshake.auth as { token?: unknown };
    const actor = typeof token === 'string' ? await this.tokens.read(token) : null;
    socket.data.actor = actor;
    return actor;
  }
}
