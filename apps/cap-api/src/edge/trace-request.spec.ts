import { startTraces, TracesConfig, type StopTraces } from '@cap/platform';
import { TraceReceiver } from '@cap/testing';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { traceRequest } from './trace-request';

const id = '0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10';
const asked = '4bf92f3577b34da6a3ce929d0e0e4736';

let receiver: TraceReceiver;
let stop: StopTraces;
let door: FastifyInstance;
let address: string;

beforeEach(async () => {
  receiver = await TraceReceiver.start();
  const config = Object.assign(new TracesConfig(), { tracesEndpoint: receiver.endpoint });
  stop = await startTraces(config, 'cap-api', { warn: () => undefined });
  door = new FastifyAdapter().getInstance();
  door.addHook('onRequest', traceRequest);
  door.get('/v1/units/:id', (_, reply) => reply.send({ name: 'Kanarie' }));
  door.get('/v1/broken', () => Promise.reject(new Error('Kanarie')));
  door.get('/health/live', (_, reply) => reply.send({}));
  address = await door.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await stop();
  await receiver.stop();
});

/** The spans of these requests. */
async function spansOf(...requests: readonly [string, Record<string, string>?][]) {
  for (const [path, headers = {}] of requests) await (await fetch(address + path, { headers })).text();
  await door.close();
  await stop();
  return receiver.spans;
}

describe('a request of the API', () => {
  it('is a span named after its route, which tells the id and the answer, and nothing else that was asked or said', async () => {
    const [span, other] = await spansOf([`/v1/units/${id}?name=Kanarie`], ['/v1/units/Kanarie']);
    expect([span!.name, other!.name]).toEqual(['GET /v1/units/:id', 'GET /v1/units/:id']);
    expect(span!.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/v1/units/:id',
      'http.response.status_code': 200,
      'cap.id': id,
    });
    expect(other!.attributes).not.toHaveProperty(['cap.id']);
    expect(receiver.texts.join()).not.toContain('Kanarie');
  });

  it('is a trace of its own, which points at that of the caller: one of theirs over many commands would join them', async () => {
    const headers = { traceparent: `00-${asked}-00f067aa0ba902b7-01` };
    const spans = await spansOf([`/v1/units/${id}`, headers], [`/v1/units/${id}`, headers]);
    expect(new Set([asked, ...spans.map(({ traceId }) => traceId)]).size).toBe(3);
    for (const { links } of spans) expect(links).toMatchObject([{ traceId: asked }]);
  });

  it('has failed when it is answered with a fault of ours', async () => {
    const [span] = await spansOf(['/v1/broken'], ['/health/live'], ['/nowhere']);
    expect(span).toMatchObject({ name: 'GET /v1/broken', status: 2 });
    expect(receiver.spans).toHaveLength(1);
    expect(receiver.texts.join()).not.toContain('Kanarie');
  });
});
