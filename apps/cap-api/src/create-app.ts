import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { JsonLogger } from '@cap/platform';
import type { ApiConfig } from './api.config';
import { AppModule } from './app.module';

const version = '0.1.0';
const bodyLimitBytes = 1_048_576;

/** API Design Rules 2.2: on every answer, errors included. */
const headers = {
  'API-Version': version,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** The front door, ready to listen. */
export async function createApp(config: ApiConfig): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
  adapter.getInstance().addHook('onRequest', (_, reply, done) => {
    void reply.headers(headers);
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: new JsonLogger('cap-api'),
    abortOnError: false,
  });
  app.useWebSocketAdapter(new IoAdapter(app));
  return app;
}
