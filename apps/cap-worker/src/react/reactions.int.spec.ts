import { asLocalDate } from '@cap/contracts';
import { readOnce, readStream } from '@cap/event-store';
import type { ReferralEvent } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { ChangePolicy } from '@cap/use-cases';
import { Region } from '../region.fixture';
import { ReactionReader } from './reaction-reader';
import { givenBy, type Reactions } from './reaction';
import { reactions } from './reactions';

const [anna, bram] = ['999990007', '999990019'] as const;

let database: TestDatabase;
let region: Region;
const log = { error: jest.fn() };

beforeEach(async () => {
  log.error.mockClear();
  database = await freshDatabase();
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z');
});
afterEach(async () => {
  await region.close();
  await database.drop();
});

async function react(which: Reactions = reactions, commands: Pick<Region['commands'], 'execute'> = region.commands) {
  const reader = new ReactionReader(commands, log, which);
  for (;;) {
    const outcome = await readOnce(region.dataSource, reader);
    if (outcome !== 'moved') return outcome;
  }
}
async function withdrawalsOf(referralId: string): Promise<ReferralEvent[]> {
  const { events } = await readStream(region.dataSource.manager, 'referral', referralId);
  return events.filter(({ type }) => type === 'ProposalWithdrawn');
}
const parked = () =>
  region.dataSource.query<{ streamId: string; position: number; because: string }[]>(
    'select reader, stream_id as "streamId", position, because from parked_stream',
  );
const claims = () =>
  region.dataSource.query<{ status: string }[]>(
    'select status, count(*)::integer as count from place_claim group by status order by status',
  );

describe('a young person who is placed outside the CAP', () => {
  it('needs no other place: every open proposal is withdrawn, and only theirs', async () => {
    const [first, second, third] = [await region.unit(), await region.unit(), await region.unit()];
    const [mine, theirs] = [await region.referral(anna), await region.referral(bram)];
    const proposed = [await region.propose(mine, first), await region.propose(mine, second)];
    await region.propose(theirs, first);
    await region.bypass(anna, third, '2028-01-03T08:00:00Z');
    expect(await react()).toBe('level');
    const expected = proposed.map(({ proposalId }) => ({
      type: 'ProposalWithdrawn',
      data: { proposalId, reason: 'needs-changed' },
    }));
    const withdrawn = await withdrawalsOf(mine);
    expect(withdrawn).toHaveLength(2);
    expect(withdrawn).toEqual(expect.arrayContaining(expected));
    expect(await withdrawalsOf(theirs)).toEqual([]);
    expect(await claims()).toEqual([
      { status: 'admitted', count: 1 },
      { status: 'held', count: 1 },
      { status: 'released', count: 2 },
    ]);
    const { metadata } = await readStream(region.dataSource.manager, 'referral', mine);
    expect(metadata.at(-1)).toMatchObject({ actorId: 'system/reactions', actorRole: 'system' });
  });

  it('has its proposal withdrawn once, also when the worker dies between the command and the checkpoint', async () => {
    const [unit, elsewhere] = [await region.unit(), await region.unit()];
    const mine = await region.referral(anna);
    await region.propose(mine, unit);
    await region.bypass(anna, elsewhere, '2028-01-03T08:00:00Z');
    const dying = {
      execute: async (command: never) => {
        await region.commands.execute(command);
        throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      },
    };
    await expect(react(reactions, dying as never)).rejects.toMatchObject({ code: '57P01' });
    expect(await withdrawalsOf(mine)).toHaveLength(1);
    const [checkpoint] = await region.dataSource.query<object[]>(`select * from checkpoint where reader = 'reactions'`);
    expect(checkpoint).toBeUndefined();
    expect(await react()).toBe('level');
    expect(await withdrawalsOf(mine)).toHaveLength(1);
    expect(await parked()).toEqual([]);
  });

  it('takes the proposal that was answered meanwhile as it is', async () => {
    const [unit, elsewhere] = [await region.unit(), await region.unit()];
    const mine = await region.referral(anna);
    await region.propose(mine, unit);
    await region.bypass(anna, elsewhere, '2028-01-03T08:00:00Z');
    // The term of PRP-2 went by and nobody wrote the expiry yet: the withdrawal is refused.
    await region.step('2028-01-05T09:00:00Z');
    expect(await react()).toBe('level');
    expect(await withdrawalsOf(mine)).toEqual([]);
    expect(await parked()).toEqual([]);
  });
});

describe('a reaction', () => {
  it('happens once: when its event comes again after a crash, its command is the one that was carried out', async () => {
    await region.propose(await region.referral(anna), await region.unit());
    let ran = 0;
    // Carried out twice, this one would be seen twice: nothing but its id keeps it from that.
    const reaction: Reactions = {
      PlaceProposed: async (event, { commands }) => {
        const change = { key: 'reporting-term-hours', value: 12, effectiveFrom: asLocalDate('2028-02-01') } as const;
        await commands.execute(new ChangePolicy(givenBy(event, 'policy'), change));
        if (++ran === 1) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      },
    };
    await expect(react(reaction)).rejects.toMatchObject({ code: '57P01' });
    expect(await react(reaction)).toBe('level');
    expect(ran).toBe(2);
    const changes = await region.dataSource.query<object[]>(
      `select version from event where stream_type = 'policy' and type = 'PolicyChanged'`,
    );
    expect(changes).toEqual([{ version: 1 }]);
    expect(await react(reaction)).toBe('level');
    expect(ran).toBe(2);
  });
});

describe('a reaction that fails', () => {
  it('parks its stream with the place to go on; its later events wait, and the other streams go on', async () => {
    const [unit, elsewhere] = [await region.unit(), await region.unit()];
    const [mine, theirs] = [await region.referral(anna), await region.referral(bram)];
    await region.propose(mine, unit);
    await region.propose(theirs, unit);
    const done: string[] = [];
    const failing: Reactions = {
      PlaceProposed: ({ streamId }) => {
        if (streamId !== mine) return Promise.resolve(void done.push(streamId));
        throw new TypeError('cannot read Kanarie Geelveer');
      },
    };
    expect(await react(failing)).toBe('level');
    expect(done).toEqual([theirs]);
    const [row] = await parked();
    expect(await parked()).toEqual([
      { reader: 'reactions', streamId: mine, position: expect.any(Number), because: 'TypeError' },
    ]);
    expect(log.error).toHaveBeenCalledTimes(1);

    await region.propose(mine, elsewhere);
    await region.propose(theirs, elsewhere);
    expect(await react({ PlaceProposed: ({ streamId }) => Promise.resolve(void done.push(streamId)) })).toBe('level');
    expect(done).toEqual([theirs, theirs]);
    expect(await parked()).toEqual([row]);
  });

  it('is not parked when the database was away: the same event comes again', async () => {
    const unit = await region.unit();
    await region.propose(await region.referral(anna), unit);
    let tried = 0;
    const unlucky: Reactions = {
      PlaceProposed: () => {
        if (++tried === 1) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        return Promise.resolve();
      },
    };
    await expect(react(unlucky)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await react(unlucky)).toBe('level');
    expect(tried).toBe(2);
    expect(await parked()).toEqual([]);
  });
});
