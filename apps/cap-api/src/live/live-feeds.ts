import { Listener } from '@cap/event-store';
import { figures, whenFiguresAreAsked } from '@cap/platform';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FeedChannel } from './feed-channel';
import type { Audience } from './open-room';
import { feeds, type Feed } from './room';

/** The feeds of this process: one reader each, woken by one listener, with polling as the truth. */
@Injectable()
export class LiveFeeds implements OnModuleDestroy {
  private readonly logger = new Logger('live');
  private readonly channels: Readonly<Record<Feed, FeedChannel>>;
  private readonly listener: Listener;
  private audience: Audience | null = null;

  constructor(dataSource: DataSource) {
    const hears: Audience = {
      broadcast: (room, message) => this.audience?.broadcast(room, message),
      isFull: (client) => this.audience?.isFull(client) ?? false,
      putAside: (client, room, at) => this.audience?.putAside(client, room, at),
    };
    const make = (feed: Feed): FeedChannel =>
      new FeedChannel(dataSource, feed, hears, (error) =>
        this.logger.error(`The feed ${feed} cannot be read; it is tried again.`, error),
      );
    this.channels = { units: make('units'), referrals: make('referrals') };
    this.listener = new Listener(urlOf(dataSource), { cap_feed: () => this.each((channel) => channel.wake()) });
  }

  async start(audience: Audience): Promise<void> {
    this.audience = audience;
    whenFiguresAreAsked('live rooms', () => figures.liveRooms.set(this.openRooms));
    this.each((channel) => channel.start());
    await this.listener.start();
  }

  private get openRooms(): number {
    return feeds.reduce((sum, feed) => sum + this.channels[feed].openRooms, 0);
  }

  of(feed: Feed): FeedChannel {
    return this.channels[feed];
  }

  /** A client has gone: it follows nothing any more. */
  forget(client: string): void {
    this.each((channel) => channel.leave(client));
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener.stop();
    await Promise.all(feeds.map((feed) => this.channels[feed].stop()));
  }

  private each(act: (channel: FeedChannel) => void): void {
    for (const feed of feeds) act(this.channels[feed]);
  }
}

function urlOf({ options }: DataSource): string {
  const url = 'url' in options ? options.url : undefined;
  if (typeof url !== 'string')
    throw new Error('The data source must be made with a url: the live channel listens on it.');
  return url;
}
