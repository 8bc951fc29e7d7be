import { Module } from '@nestjs/common';
import { LiveFeeds } from './live-feeds';
import { LiveGateway } from './live.gateway';
import { RoomAccess } from './room-access';
import { RoomFollower } from './room-follower';

/** The live channel. Needs, from global modules: `DataSource` (made with a url) and `TokenReader`. */
@Module({ providers: [LiveFeeds, LiveGateway, RoomAccess, RoomFollower] })
export class LiveModule {}
