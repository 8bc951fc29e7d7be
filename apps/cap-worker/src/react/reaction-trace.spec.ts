import type { RecordedEvent } from '@cap/events';
import { keptTraceparent, startTraces, TracesConfig } from '@cap/platform';
import { TraceReceiver } from '@cap/testing';
import { ReactionReader } from './reaction-reader';

const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];

it('what a reaction does is a trace of its own, which points at the command that it came of', async () => {
  const receiver = await TraceReceiver.start();
  const config = Object.assign(new TracesConfig(), { tracesEndpoint: receiver.endpoint });
  const stop = await startTraces(config, 'cap-worker', { warn: () => undefined });
  let within: string | undefined;
  const reaction = () => Promise.resolve(void (within = keptTraceparent()));
  const reader = new ReactionReader({ execute: jest.fn() }, { error: jest.fn() }, { BypassedStayRecorded: reaction });
  const event = {
    event: { type: 'BypassedStayRecorded' },
    metadata: { traceparent: `00-${traceId}-${spanId}-01` },
  } as unknown as RecordedEvent;
  const done = await reader.react({ connection: {} } as never, event);
  await stop();
  await receiver.stop();
  expect(done).toBe(true);
  const [span] = receiver.spans;
  expect(span).toMatchObject({ name: 'react BypassedStayRecorded', links: [{ traceId, spanId }] });
  expect(within).toBe(`00-${span!.traceId}-${span!.spanId}-01`);
  expect(span!.traceId).not.toBe(traceId);
});
