import { randomUUID } from 'node:crypto';
import { isRefusal } from '@cap/contracts';
import { readStream, type Wakeup } from '@cap/event-store';
import { AcceptProposal } from '@cap/use-cases';
import { JsonLogger } from '@cap/platform';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { Region } from '../region.fixture';
import { Clock } from './clock';

const anna = '999990007';

let database: TestDatabase;
let region: Region;
let clocks: Clock[];
const touched: string[] = [];
const wakeup: Pick<Wakeup, 'touch'> = { touch: (channel) => void touched.push(channel) };

beforeEach(async () => {
  touched.length = 0;
  database = await freshDatabase();
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z');
  const log = new JsonLogger('test', (line) => void region.lines.push(line));
  clocks = [1, 2].map(() => new Clock(region.dataSource, region.commands, wakeup, log));
});
afterEach(async () => {
  for (const clock of clocks) await clock.stop();
  await region.close();
  await database.drop();
});

const start = () => clocks.forEach((clock) => clock.start());
const eventsOf = async (type: 'referral' | 'young-person', id: string) =>
  (await readStream(region.dataSource.manager, type, id)).events.map((event) => event.type as string);
const waiting = async () => {
  const [row] = await region.dataSource.query<{ count: number }[]>(
    'select count(*)::integer as count from deadline where settled_at is null',
  );
  return row!.count;
};

describe('the clock', () => {
  it('expires a proposal at its deadline and not before, once with two clocks (PRP-2)', async () => {
    const unit = await region.unit();
    const referral = await region.referral(anna);
    await region.step('2028-01-03T10:00:00Z');
    const { expiresAt } = await region.propose(referral, unit);
    expect(expiresAt).toBe('2028-01-04T10:00:00.000Z');
    start();
    await region.step('2028-01-04T09:59:59.999Z');
    // The unit went stale at nine: the clock that tells of it has seen this moment, and looked at the deadlines first.
    await eventually('the clock saw the moment before', () => touched.includes('cap_units'));
    expect(await waiting()).toBe(1);
    await region.step(expiresAt);
    await eventually('the deadline is settled', async () => (await waiting()) === 0);
    const expired = (await eventsOf('referral', referral)).filter((type) => type === 'ProposalExpired');
    expect(expired).toHaveLength(1);
    const { metadata } = await readStream(region.dataSource.manager, 'referral', referral);
    expect(metadata.at(-1)).toMatchObject({ actorId: 'system/clock', actorRole: 'system', at: expiresAt });
  });

  it('tells of a stay that has not started in time (STY-1)', async () => {
    const unit = await region.unit();
    const referral = await region.referral(anna);
    const { proposalId } = await region.propose(referral, unit);
    const planner = region.given('planner', region.providerId);
    const accepted = await region.commands.execute(
      new AcceptProposal(planner, { proposalId, plannedFrom: '2028-01-05' as never }),
    );
    if (isRefusal(accepted)) throw new Error(accepted.refused);
    const [claim] = await region.dataSource.query<{ person_id: string }[]>('select person_id from place_claim');
    start();
    await region.step('2028-01-20T09:00:00Z');
    await eventually('the deadline is settled', async () => (await waiting()) === 0);
    expect(await eventsOf('young-person', claim!.person_id)).toEqual(['StayPlanned', 'StayStartOverdue']);
  });

  it('goes on when one deadline cannot be fired, and says so once', async () => {
    const unit = await region.unit();
    const referral = await region.referral(anna);
    await region.propose(referral, unit);
    const impossible = randomUUID();
    await region.dataSource.query(
      `insert into deadline (deadline_id, kind, stream_type, stream_id, reference, due_at)
       values ($1, 'stay-start', 'young-person', $1, $1, '2028-01-04T08:00:00Z')`,
      [impossible],
    );
    start();
    await region.step('2028-01-04T10:00:00Z');
    await eventually('the other deadline is settled', async () => (await waiting()) === 1);
    expect(await eventsOf('referral', referral)).toContain('ProposalExpired');
    const told = () => region.lines.filter((line) => line.includes(impossible));
    await eventually('it is told', () => told().length > 0);
    expect(JSON.parse(told()[0]!)).toMatchObject({ level: 'error', deadlineId: impossible, kind: 'stay-start' });
    expect(told().length).toBeLessThanOrEqual(clocks.length);
  });

  it('tells the publisher of a unit that became stale (CPY-5)', async () => {
    const unit = await region.unit();
    await region.dataSource.query('delete from unit_changed');
    start();
    await region.step('2028-01-04T09:00:00.001Z');
    const changed = await eventually('the unit changed', async () => {
      const rows = await region.dataSource.query<object[]>('select unit_id from unit_changed');
      return rows.length > 0 && rows;
    });
    expect(changed).toEqual([{ unit_id: unit }]);
  });
});
