import { loadConfig } from '@cap/platform';
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { servePage } from './page-files';
import { PageTokenController } from './page-token.controller';
import { PageConfig } from './page.config';

/** The page at `/` and its token. Needs `DataSource` from a global module. */
@Module({
  controllers: [PageTokenController],
  providers: [{ provide: PageConfig, useFactory: readConfig }],
})
export class PageModule implements OnApplicationBootstrap {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Not sooner: what Fastify loads here it loads with the answers to errors that it has by then. */
  async onApplicationBootstrap(): Promise<void> {
    await servePage(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}

/** Production gives the page no token, whatever is set. */
function readConfig(): PageConfig {
  const config = loadConfig(PageConfig);
  if (process.env['NODE_ENV'] === 'production') delete config.pageToken;
  return config;
}
