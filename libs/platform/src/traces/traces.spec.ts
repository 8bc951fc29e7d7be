import { TraceReceiver } from '@cap/testing';
import { JsonLogger } from '../json-logger';
import { inSpan, keptTraceparent, openSpan, pastSpan, tellTraces } from './spans';
import { startTraces, type StopTraces } from './start-traces';
import { TracesConfig } from './traces-config';

const outside = '4bf92f3577b34da6a3ce929d0e0e4736';
const theirs = `00-${outside}-00f067aa0ba902b7-01`;

let receiver: TraceReceiver;
let stop: StopTraces = () => Promise.resolve();
const warnings: string[] = [];

beforeEach(async () => {
  warnings.length = 0;
  receiver = await TraceReceiver.start();
});
afterEach(async () => {
  await stop();
  await receiver.stop();
});

async function begin(settings: Partial<TracesConfig> = {}): Promise<void> {
  const config = Object.assign(new TracesConfig(), { tracesEndpoint: receiver.endpoint, ...settings });
  stop = await startTraces(config, 'spec', { warn: (message) => void warnings.push(message) });
}
/** What came until the program ended in good order. */
async function received() {
  await stop();
  return receiver.spans;
}
const work = () => inSpan(['work'], {}, () => Promise.resolve(keptTraceparent()));

describe('traces', () => {
  it.each<[string, Partial<TracesConfig>]>([
    ['nobody says where to', { tracesEndpoint: undefined as never }],
    ['they are disabled', { tracesDisabled: true }],
  ])('are off when %s: the work is done, and nothing is sent', async (_, settings) => {
    await begin(settings);
    expect(await work()).toBeUndefined();
    expect(await inSpan(['work'], {}, () => Promise.resolve(7))).toBe(7);
    expect(pastSpan(['past'], {}, Date.now())).toBeUndefined();
    await received();
    expect(receiver.asked).toBe(0);
  });

  it('have what is done within a span as a part of it, and are sent at the end', async () => {
    await begin();
    const within = await inSpan(['outer'], { kind: 'server' }, () => work());
    const [inner, outer] = await received();
    expect([inner!.name, outer!.name, outer!.program]).toEqual(['work', 'outer', 'spec']);
    expect(inner).toMatchObject({ traceId: outer!.traceId, parentSpanId: outer!.spanId });
    expect(within).toBe(`00-${inner!.traceId}-${inner!.spanId}-01`);
  });

  it('tell no field that is not listed or has another shape, and of an error its kind only', async () => {
    await begin();
    const canary = 'Kanarie Zonnebloemsteeg';
    const fields = { 'cap.rule': canary, 'cap.id': '999990007', 'http.route': '/v1/units/:id', body: canary };
    const failing = inSpan(['GET', canary], { fields }, () => Promise.reject(new TypeError(canary)));
    await expect(failing).rejects.toThrow(canary);
    const [span] = await received();
    expect(span!.attributes).toEqual({ 'http.route': '/v1/units/:id', 'error.type': 'TypeError' });
    expect(span).toMatchObject({ status: 2, name: 'GET (left out)' });
    expect(receiver.texts.join()).not.toMatch(/Kanarie|999990007/);
  });

  it('point at what somebody outside began, and are traces of their own', async () => {
    await begin();
    openSpan(['request'], { origin: { cameOf: [theirs, 'none of it', undefined] } }).end();
    const [span] = await received();
    expect(span!.traceId).not.toBe(outside);
    expect(span!.parentSpanId ?? '').toBe('');
    expect(span!.links).toMatchObject([{ traceId: outside, spanId: '00f067aa0ba902b7' }]);
  });

  it.each(['none', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `${theirs}-more`, theirs.toUpperCase()])(
    'do not go on with %s',
    async (said) => {
      await begin();
      expect(pastSpan(['answer'], { origin: { goesOnWith: said } }, Date.now())).toMatch(/^00-/);
      expect((await received())[0]!.parentSpanId ?? '').toBe('');
    },
  );

  it('go on once in each trace that the log kept', async () => {
    await begin();
    const [one, two] = [await work(), await work()];
    tellTraces(['project', 'stay-list'], {}, Date.now() - 5, () => [one, one, undefined, two]);
    const told = (await received()).filter(({ name }) => name === 'project stay-list');
    expect(told.map(({ traceId, parentSpanId }) => `00-${traceId}-${parentSpanId}-01`)).toEqual([one, two]);
  });

  it('are kept by our own measure, whatever somebody outside asks; a part of ours as it was decided', async () => {
    await begin({ tracesSampler: 'parentbased_traceidratio', tracesRatio: 0 });
    expect(await work()).toBeUndefined();
    expect(pastSpan(['answer'], { origin: { goesOnWith: theirs } }, Date.now())).toBeUndefined();
    expect(pastSpan(['send'], { origin: { within: theirs } }, Date.now())).toMatch(new RegExp(`^00-${outside}-`));
    expect((await received()).map(({ name }) => name)).toEqual(['send']);
  });

  it('are named in each line of the log', async () => {
    await begin();
    const lines: string[] = [];
    const log = new JsonLogger('spec', (line) => lines.push(line));
    const place = await inSpan(['work'], {}, () => {
      log.log('Done.');
      return Promise.resolve(keptTraceparent());
    });
    log.log('Idle.');
    const [done, idle] = lines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(`00-${done!['trace_id']}-${done!['span_id']}-01`).toBe(place);
    expect(idle).not.toHaveProperty('trace_id');
  });

  it('hold up nobody when nobody takes them, and that is told once', async () => {
    await begin({ tracesEndpoint: 'http://127.0.0.1:1', tracesDelayMs: 10 });
    await work();
    const since = Date.now();
    await stop();
    expect(Date.now() - since).toBeLessThan(3500);
    expect(warnings).toEqual(['Nobody takes the traces; this is told once.']);
  });
});
