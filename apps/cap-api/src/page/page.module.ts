import { Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { ApiConfig } from '../api.config';
import { servePage } from './page-files';
import { PageTokenController } from './page-token.controller';
import { PageSettings } from './page-settings';

/** The page at `/` and its token. Needs `DataSource` from a global module. */
@Module({ controllers: [PageTokenController] })
export class PageModule implements OnApplicationBootstrap {
  /** Production gives the page no token, whatever is set. */
  static with({ mode, pageToken }: Pick<ApiConfig, 'mode' | 'pageToken'>): DynamicModule {
    const settings = new PageSettings(mode, process.env['NODE_ENV'] === 'production' ? undefined : pageToken);
    return { module: PageModule, providers: [{ provide: PageSettings, useValue: settings }] };
  }

  constructor(private readonly host: HttpAdapterHost) {}

  /** Not sooner: what Fastify loads here it loads with the answers to errors that it has by then. */
  async onApplicationBootstrap(): Promise<void> {
    await servePage(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}
