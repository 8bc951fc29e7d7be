import { Controller, Get, Header, NotFoundException, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';
import { isFromThisMachine } from '../edge/loopback';
import { PageSettings } from './page-settings';

/** What the page is given: a token that reads the region's places and nothing else, and where its data come from. */
interface PageFacts {
  token: string;
  mode: string;
  database: { version: string; address: string; name: string };
}

/** Development only, for a browser on this machine. Without `CAP_PAGE_TOKEN` it is not there. */
@Controller('page-token')
export class PageTokenController {
  constructor(
    private readonly settings: PageSettings,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Public()
  @Header('cache-control', 'no-store')
  async read(@Req() request: FastifyRequest): Promise<PageFacts> {
    const { pageToken, mode } = this.settings;
    if (!pageToken || !isFromThisMachine(request.socket.remoteAddress, request.headers.host))
      throw new NotFoundException();
    return { token: pageToken, mode, database: await this.database() };
  }

  private async database(): Promise<PageFacts['database']> {
    const [row] = await this.dataSource.query<PageFacts['database'][]>(
      `select current_setting('server_version') as version, current_database() as name,
              host(inet_server_addr()) || ':' || inet_server_port() as address`,
    );
    return row!;
  }
}
