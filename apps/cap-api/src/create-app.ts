import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { JsonLogger, traceIdOf, withTrace } from '@cap/platform';
import type { ApiConfig } from './api.config';
import { AppModule } from './app.module';
import { doorOptions } from './edge/door-limits';

const version = '0.1.0';

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
  const adapter = new FastifyAdapter(doorOptions);
  const door = adapter.getInstance();
  door.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    withTrace(traceIdOf(request.headers['traceparent']), done);
  });
  // Once nobody is let in any more, an answer is the last over its connection.
  door.addHook('onSend', (_, reply, __, done) => {
    if (!door.server.listening) void reply.header('Connection', 'close');
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: new JsonLogger('cap-api'),
    abortOnError: false,
  });
  app.useWebSocketAdapter(new IoAdapter(app));
  return app;
}
