import { askToResume, listParked, readOnce, readStream } from '@cap/event-store';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { Region } from '../region.fixture';
import type { Reactions } from './reaction';
import { ReactionReader } from './reaction-reader';
import { reactions } from './reactions';
import { resumeParked } from './resume-parked';

const [anna, bram] = ['999990007', '999990019'] as const;
const operator = 'operator-1';
const quiet = { error: () => undefined };
const atOnce = 2;

let database: TestDatabase;
let region: Region;

beforeEach(async () => {
  database = await freshDatabase();
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z');
});
afterEach(async () => {
  await region.close();
  await database.drop();
});

const readerOf = (which: Reactions) => new ReactionReader(region.commands, quiet, which);
async function react(which: Reactions): Promise<void> {
  while ((await readOnce(region.dataSource, readerOf(which))) === 'moved');
}
async function resume(which: Reactions): Promise<void> {
  while (await resumeParked(region.dataSource, readerOf(which), atOnce));
}
const parked = () => listParked(region.dataSource);
const fail = () => Promise.reject(new TypeError('cannot read Kanarie Geelveer'));

/** A referral with this many proposals, of which the first could not be followed up. Gives the units, in their order. */
async function parkedReferral(proposals: number): Promise<{ mine: string; units: string[] }> {
  const units = await Promise.all(Array.from({ length: proposals }, () => region.unit()));
  const mine = await region.referral(anna);
  await region.propose(mine, units[0]!);
  await react({ PlaceProposed: fail });
  for (const unit of units.slice(1)) await region.propose(mine, unit);
  return { mine, units };
}
/** Writes down for which unit it was called; fails while `broken` is one of them. */
function following(broken: { unit: string | null }, done: string[]): Reactions {
  return {
    PlaceProposed: ({ event }) => {
      if (event.data.unitId === broken.unit) return fail();
      return Promise.resolve(void done.push(event.data.unitId));
    },
  };
}
const ask = async () => {
  const [stream] = await parked();
  return askToResume(region.dataSource, stream!, operator);
};

describe('a parked stream', () => {
  it('goes on when asked, from the event that failed, in order and each once; what came meanwhile included', async () => {
    const { units } = await parkedReferral(2 * atOnce + 1);
    const done: string[] = [];
    const which = following({ unit: null }, done);
    await react(which);
    expect(done).toEqual([]);
    await resume(which);
    expect(done).toEqual([]);

    expect(await ask()).toBe(true);
    await resume(which);
    expect(done).toEqual(units);
    expect(await parked()).toEqual([]);
    const [row] = await region.dataSource.query<object[]>(
      'select resolved_by, resolved_at is not null as resolved, resume_asked_by from parked_stream',
    );
    expect(row).toEqual({ resolved_by: operator, resolved: true, resume_asked_by: null });
    await react(which);
    await resume(which);
    expect(done).toEqual(units);
  });

  it('stays parked at the event that fails this time, and is followed from then on once it went on', async () => {
    const { mine, units } = await parkedReferral(3);
    const [broken, done]: [{ unit: string | null }, string[]] = [{ unit: units[1]! }, []];
    const which = following(broken, done);
    await react(which);
    const [before] = await parked();
    await ask();
    await resume(which);
    expect(done).toEqual([units[0]]);
    const [after] = await parked();
    expect(after).toMatchObject({ streamId: mine, because: 'TypeError', times: 2, asked: false });
    expect(after!.position).toBeGreaterThan(before!.position);

    broken.unit = null;
    await ask();
    await resume(which);
    const later = await region.unit();
    await region.propose(await region.referral(bram), later);
    await region.propose(mine as never, later);
    await react(which);
    expect(done).toEqual([...units, later, later]);
  });

  it('is parked anew when a later event fails after it went on', async () => {
    const { mine } = await parkedReferral(1);
    await react({});
    await ask();
    await resume({});
    expect(await parked()).toEqual([]);
    await region.propose(mine as never, await region.unit());
    await react({ PlaceProposed: fail });
    expect(await parked()).toMatchObject([{ streamId: mine, times: 1, asked: false }]);
  });

  it('has its commands carried out once, also when two workers go on with it and one dies before its commit', async () => {
    const [unit, elsewhere] = [await region.unit(), await region.unit()];
    const mine = await region.referral(anna);
    await region.propose(mine, unit);
    await region.bypass(anna, elsewhere, '2028-01-03T08:00:00Z');
    await react({ BypassedStayRecorded: fail });
    await ask();
    const dying: Reactions = {
      BypassedStayRecorded: async (event, means) => {
        await reactions.BypassedStayRecorded!(event, means);
        throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      },
    };
    await expect(resume(dying)).rejects.toMatchObject({ code: '57P01' });
    expect(await parked()).toMatchObject([{ asked: true }]);
    await Promise.all([resume(reactions), resume(reactions), react(reactions)]);
    expect(await parked()).toEqual([]);
    const { events } = await readStream(region.dataSource.manager, 'referral', mine);
    expect(events.filter(({ type }) => type === 'ProposalWithdrawn')).toHaveLength(1);
  });

  it('is not taken away by the application', async () => {
    await parkedReferral(1);
    await expect(region.dataSource.query('delete from parked_stream')).rejects.toThrow('permission denied');
  });
});
