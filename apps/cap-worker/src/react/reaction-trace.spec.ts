import type { InternalEvent, RecordedEvent } from '@cap/events';
import { keptTraceparent, startTraces, TracesConfig } from '@cap/platform';
import { TraceReceiver } from '@cap/testing';
import type { Reaction } from './reaction';
import { ReactionReader } from './reaction-reader';

const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];

it('each thing that a reaction does is a trace of its own, which points at the command that it came of', async () => {
  const receiver = await TraceReceiver.start();
  const config = Object.assign(new TracesConfig(), { tracesEndpoint: receiver.endpoint });
  const stop = await startTraces(config, 'cap-worker', { warn: () => undefined });
  const within: unknown[] = [];
  const bus = { execute: () => Promise.resolve(within.push(keptTraceparent())) };
  const reaction: Reaction<InternalEvent> = async (_, { commands }) => {
    for (let command = 1; command <= 2; command++) await commands.execute({} as never);
  };
  const reader = new ReactionReader(bus as never, { error: jest.fn() }, { BypassedStayRecorded: reaction });
  const event = {
    event: { type: 'BypassedStayRecorded' },
    metadata: { traceparent: `00-${traceId}-${spanId}-01` },
  } as unknown as RecordedEvent;
  const done = await reader.react({ connection: {} } as never, event);
  await stop();
  await receiver.stop();
  expect(done).toBe(true);
  const { spans } = receiver;
  expect(within).toEqual(spans.map((span) => `00-${span.traceId}-${span.spanId}-01`));
  expect(new Set([traceId, ...spans.map((span) => span.traceId)]).size).toBe(3);
  for (const span of spans)
    expect(span).toMatchObject({ name: 'react BypassedStayRecorded', links: [{ traceId, spanId }] });
});
