import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { JsonLogger, traceIdOf, withTrace } from '@cap/platform';
import type { ApiConfig } from './api.config';
import { AppModule } from './app.module';
import { answerHeaders } from './edge/answer-headers';
import { doorOptions } from './edge/door-limits';
import { refuseOtherMethods } from './edge/other-methods';
import { traceRequest } from './edge/trace-request';

/** The front door, ready to listen. */
export async function createApp(
  config: ApiConfig,
  adapter = new FastifyAdapter(doorOptions),
): Promise<NestFastifyApplication> {
  const door = adapter.getInstance();
  door.addHook('onRequest', (request, reply, done) => {
    void reply.headers(answerHeaders);
    withTrace(traceIdOf(request.headers['traceparent']), () => traceRequest(request, reply, done));
  });
  refuseOtherMethods(door);
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
