import type { Socket as NetSocket } from 'node:net';
import { applyRoomMessage, emptyRoom, liveEvents } from '@cap/contracts';
import type { Position, Room, RoomChanges, RoomRefused, RoomState, RoomView } from '@cap/contracts';
import { createDataSource } from '@cap/event-store';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server, Socket as ServerSocket } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { TokenReader } from '../edge/token-reader';
import { LiveGateway } from './live.gateway';
import { LiveModule } from './live.module';

/** Two whole processes' worth of live channel may run in one test: each instance has its own pool, reader and listener. */
export interface LiveInstance {
  readonly address: string;
  /** What each connection left in this process, in bytes: what waits to be sent, and what the kernel has not taken yet. */
  waiting(): Map<string, number>;
  stop(): Promise<void>;
}

@Module({})
class Globals {
  static of(dataSource: DataSource, tokens: TokenReader): DynamicModule {
    const providers = [
      { provide: DataSource, useValue: dataSource },
      { provide: TokenReader, useValue: tokens },
    ];
    return { module: Globals, global: true, providers, exports: providers };
  }
}

@Module({})
class Root {}

export async function startLiveInstance(databaseUrl: string, tokens: TokenReader): Promise<LiveInstance> {
  const dataSource = createDataSource({ url: databaseUrl, applicationName: 'cap-live-test' });
  await dataSource.initialize();
  const root = { module: Root, imports: [Globals.of(dataSource, tokens), LiveModule] };
  for (let attempt = 1; ; attempt++) {
    const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { logger: false });
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    try {
      await app.listen(port, '127.0.0.1');
    } catch (error) {
      await app.close();
      if (attempt < 20 && (error as { code?: string }).code === 'EADDRINUSE') continue;
      throw error;
    }
    const stop = async () => {
      await app.close();
      await dataSource.destroy();
    };
    const { server } = app.get(LiveGateway, { strict: false }) as unknown as { server: Server };
    const waiting = () => new Map([...server.sockets.sockets].map(([id, { conn }]) => [id, bytesIn(conn)]));
    return { address: `http://127.0.0.1:${port}`, waiting, stop };
  }
}

/** Counted where the bytes are, beside the account that the server keeps of them. */
function bytesIn(connection: ServerSocket['conn']): number {
  const { writeBuffer, transport } = connection as unknown as {
    writeBuffer: { data?: string }[];
    transport: { socket: { bufferedAmount: number } };
  };
  const queued = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return queued + transport.socket.bufferedAmount;
}

/** A client as the page and the simulator are one: it keeps rooms by `applyRoomMessage`. */
export class LiveClient<Body = unknown> {
  private readonly rooms = new Map<Room, RoomView<Body>>();
  /** Every message of the channel, as it came. */
  readonly messages: RoomChanges<Body>[] = [];
  refollowed = 0;

  private constructor(private readonly socket: Socket) {
    socket.on(liveEvents.changes, (message: RoomChanges<Body>) => {
      this.messages.push(message);
      this.take(message.room, message);
    });
  }

  /** Throws an `Error` with the server's words when the connection is refused. */
  static async connect<Body>(address: string, token?: string): Promise<LiveClient<Body>> {
    const socket = io(address, {
      path: '/live',
      transports: ['websocket'],
      auth: token === undefined ? {} : { token },
      reconnection: false,
      forceNew: true,
    });
    const client = new LiveClient<Body>(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.disconnect();
        reject(error);
      });
    });
    return client;
  }

  /** What the server answers; `since` comes from another client, or nowhere. */
  async follow(room: Room, since?: Position): Promise<RoomState<Body> | RoomRefused> {
    return new Promise((resolve) => {
      const body = since === undefined ? { room } : { room, since };
      this.socket.emit(liveEvents.follow, body, (answer: RoomState<Body> | RoomRefused) => {
        if (!('refused' in answer)) this.take(room, answer);
        resolve(answer);
      });
    });
  }

  /** Goes on where another client of the same room stopped. */
  async resume(room: Room, from: RoomView<Body>): Promise<RoomState<Body> | RoomRefused> {
    this.rooms.set(room, from);
    return this.follow(room, from.position ?? undefined);
  }

  /** The connection's name at the server. */
  get id(): string {
    return this.socket.id!;
  }

  /** Stops reading from its connection, or goes on; what is sent meanwhile fills the buffers on the way. */
  set reads(reads: boolean) {
    const { _socket: line } = (this.socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws;
    if (reads) line.resume();
    else line.pause();
  }

  leave(room: Room): void {
    this.socket.emit(liveEvents.leave, { room });
  }

  view(room: Room): RoomView<Body> {
    return this.rooms.get(room) ?? emptyRoom(room);
  }

  /** The ids of the rows that it shows, in order. */
  rowIds(room: Room): string[] {
    return [...this.view(room).rows.keys()].sort();
  }

  /** Waits until the connection ends. Gives the library's name for why. */
  ended(): Promise<string> {
    return new Promise((resolve) => void this.socket.once('disconnect', resolve));
  }

  disconnect(): void {
    this.socket.disconnect();
  }

  private take(room: Room, message: RoomState<Body> | RoomChanges<Body>): void {
    const { state, refollow } = applyRoomMessage(this.view(room), message);
    this.rooms.set(room, state);
    if (!refollow) return;
    this.refollowed++;
    void this.follow(room, state.position ?? undefined);
  }
}
