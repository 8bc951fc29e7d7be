import { readLog, sequenceLog } from '@cap/event-store';
import { startTraces, TracesConfig } from '@cap/platform';
import { eventually, freshDatabase, TraceReceiver } from '@cap/testing';
import { outgoingEvents, type OutgoingEvent } from './outgoing-events';
import { Region } from './region.fixture';

const sender = { eventSource: 'urn:nld:oin:00000000000000000000:systeem:proef', apiAddress: '' };

describe('what leaves while traces are kept', () => {
  let left: readonly OutgoingEvent[];
  let stopAll: () => Promise<void>;
  beforeAll(async () => {
    const receiver = await TraceReceiver.start();
    const config = Object.assign(new TracesConfig(), { tracesEndpoint: receiver.endpoint });
    const stopTraces = await startTraces(config, 'cap-worker', { warn: () => undefined });
    const database = await freshDatabase();
    const region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z', ['react']);
    stopAll = async () => {
      await region.close();
      await stopTraces();
      await receiver.stop();
      await database.drop();
    };
    const bsn = '999990007';
    await region.bypass(bsn, await region.unit(), '2028-01-02T08:00:00Z');
    for (const referral of [await region.referral(bsn), await region.referral(bsn)])
      await region.propose(referral, await region.unit());
    await region.step('2028-01-03T10:00:00Z');
    await region.bypass(bsn, await region.unit(), '2028-01-03T08:00:00Z');
    await eventually('both proposals are withdrawn', async () => {
      await sequenceLog(region.dataSource);
      const { leaving } = await outgoingEvents(region.dataSource, await readLog(region.dataSource, 0, 500), sender);
      left = leaving;
      return leaving.filter(({ event }) => event.type.includes('proposal-withdrawn')).length === 2;
    });
  });
  afterAll(() => stopAll());

  it('joins no two referrals and no two stays of one young person', () => {
    const stays = left.filter(({ topic }) => topic === 'cap.stays');
    expect(stays.map(({ event }) => event.type.split('.').slice(-2, -1)[0])).toEqual(['recorded', 'ended', 'recorded']);
    expect(new Set(stays.map(({ event }) => event.subject)).size).toBe(2);
    expect(stays.filter(({ event }) => 'traceparent' in event)).toEqual([]);
    const subjectsOf = new Map<string, Set<string | undefined>>();
    for (const { event } of left) {
      const trace = event.traceparent?.split('-')[1];
      if (trace) subjectsOf.set(trace, (subjectsOf.get(trace) ?? new Set()).add(event.subject));
    }
    expect(subjectsOf.size).toBeGreaterThan(4);
    for (const subjects of subjectsOf.values()) expect(subjects.size).toBe(1);
  });
});
