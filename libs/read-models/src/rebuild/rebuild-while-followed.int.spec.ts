import type { ReferralId, ReferralRow, ReferrerId } from '@cap/contracts';
import { readFeed, type FeedPosition } from '@cap/event-store';
import { eventually, fillLog, freshDatabase } from '@cap/testing';
import * as fc from 'fast-check';
import { proposalList } from '../proposal-list/proposal-list.reader';
import { referralFeed, referralList } from '../referral-list/referral-list.reader';
import { newId } from '../shared/log-story.fixture';
import { submittedBy } from '../shared/referral-events.fixture';
import { playHistories } from './random-histories.fixture';
import { Rebuilding } from './rebuilding.fixture';

let at: Rebuilding;
beforeEach(async () => (at = await Rebuilding.open(await freshDatabase())));
afterEach(() => at.close());

const rounds = 3;
/** Steps of a few referrals, in one order. */
const histories = fc.array(
  fc.record({ referral: fc.nat({ max: 4 }), what: fc.nat({ max: 8 }), proposal: fc.nat({ max: 2 }) }),
  { minLength: 1, maxLength: 40 },
);

/** Who follows the feed of referrals: keeps its rows, and notes what must not be. */
class FeedClient {
  position: FeedPosition | null = null;
  readonly rows = new Map<string, ReferralRow>();
  readonly epochs = new Set<number>();
  readonly flaws: string[] = [];

  async look(): Promise<void> {
    const { kind, position, rows } = await readFeed<ReferralRow>(
      at.story.dataSource.manager,
      referralFeed,
      null,
      this.position,
    );
    const own = this.position;
    if (own && position.epoch < own.epoch) this.flaws.push('an epoch came back');
    if (own && kind === 'resumption' && position.changeNo < own.changeNo) this.flaws.push('a position went back');
    if (kind === 'snapshot' && rows.length < this.rows.size) this.flaws.push('a snapshot lost rows');
    for (const { row, body } of rows) {
      if ((this.rows.get(row)?.version ?? 0) > body!.version) this.flaws.push('a row went back');
      this.rows.set(row, body!);
    }
    this.position = position;
    this.epochs.add(position.epoch);
  }
}

/** Who looks at the list again and again: the versions that it sees only grow. */
class Looker {
  private readonly seen = new Map<string, number>();
  readonly flaws: string[] = [];

  async look(): Promise<void> {
    const rows = await at.story.dataSource.query<{ id: string; version: number }[]>(
      'select referral_id as id, version from referral_list',
    );
    if (rows.length < this.seen.size) this.flaws.push('the list lost rows');
    for (const { id, version } of rows) {
      if ((this.seen.get(id) ?? 0) > version) this.flaws.push('a row of the list went back');
      this.seen.set(id, version);
    }
  }
}

describe('a rebuild while everybody goes on', () => {
  it('loses no change: lists and feeds only go forward, and end as the log says', async () => {
    await fillLog(at.database.adminUrl, 400);
    await at.story.follow(referralList);
    const [client, looker] = [new FeedClient(), new Looker()];
    let going = true;
    const repeat = async (act: () => Promise<unknown>) => {
      while (going) await act();
    };
    const versions = new Map<string, number>();
    const write = async () => {
      const referralId = newId<ReferralId>();
      const submitted = submittedBy(referralId, newId<ReferrerId>());
      await at.story.happens('referral', referralId, '2028-01-03T09:00:00Z', submitted);
      for (const type of ['ReferralReturned', 'ReferralWithdrawn'] as const)
        versions.set(
          referralId,
          await at.story.happens('referral', referralId, '2028-01-03T09:00:01Z', {
            type,
            data:
              type === 'ReferralReturned'
                ? { reason: 'safety-unclear', explanationId: null }
                : { reason: 'no-longer-needed' },
          } as never),
        );
    };
    const stopFollowing = at.keepFollowing(referralList);
    const all = Promise.all([repeat(write), repeat(() => client.look()), repeat(() => looker.look())]);
    for (let round = 0; round < rounds; round++) {
      const before = versions.size;
      await at.rebuild(referralList);
      await eventually('more was written', () => versions.size > before + 5);
    }
    going = false;
    await all;
    await stopFollowing();
    await at.story.follow(referralList);
    await Promise.all([client.look(), looker.look()]);
    expect([...client.flaws, ...looker.flaws]).toEqual([]);
    expect(Math.max(...client.epochs)).toBe(rounds + 1);
    expect(versions.size).toBeGreaterThan(rounds * 5);
    for (const [referralId, version] of versions) expect(client.rows.get(referralId)).toMatchObject({ version });
    const { referral_list: kept } = await at.rowsOf(referralList);
    expect(kept).toHaveLength(client.rows.size);
    await at.rebuild(referralList);
    expect(await at.rowsOf(referralList)).toEqual({ referral_list: kept });
  });

  it('makes the same rows of any history as following it does, read in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 60 }), async (steps, eventsPerPage) => {
        await playHistories(at.story, steps);
        for (const model of [referralList, proposalList]) {
          await at.story.follow(model);
          const followed = await at.rowsOf(model);
          await at.rebuild(model, { eventsPerPage });
          expect(await at.rowsOf(model)).toEqual(followed);
        }
      }),
      { numRuns: 10 },
    );
  });
});
