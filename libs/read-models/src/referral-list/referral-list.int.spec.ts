import type { ProposalId, ReferralId, ReferrerId, StayId } from '@cap/contracts';
import { readFeed } from '@cap/event-store';
import type { ReferralEvent, Request } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { LogStory, newId } from '../shared/log-story.fixture';
import { InvalidCursor } from '../shared/page';
import { proposed, request, submittedBy, toMatching } from '../shared/referral-events.fixture';
import { listReferrals } from './referral-list.query';
import { referralList } from './referral-list.reader';

let database: TestDatabase;
let story: LogStory;

beforeEach(async () => {
  database = await freshDatabase();
  story = await LogStory.begin(database.appUrl);
});
afterEach(async () => {
  await story.end();
  await database.drop();
});

const list = async (...query: Parameters<typeof listReferrals> extends [unknown, ...infer Rest] ? Rest : never) =>
  listReferrals(story.dataSource, ...query);
const row = async () => (await list('all')).items[0]!;
const live = (referralId: ReferralId) =>
  readFeed(story.dataSource.manager, 'referrals', `referral:${referralId}`, null);

describe('the list of referrals', () => {
  it('shows each step of a referral, also when its log is applied twice', async () => {
    const [referralId, referrerId, stayId] = [newId<ReferralId>(), newId<ReferrerId>(), newId<StayId>()];
    const [first, second] = [newId<ProposalId>(), newId<ProposalId>()];
    const steps: [ReferralEvent[], object][] = [
      [[submittedBy(referralId, referrerId, 7)], { status: 'awaiting-triage', numberSequence: 7, openProposals: 0 }],
      [[{ type: 'ReferralReturned', data: { reason: 'safety-unclear', explanationId: null } }], { status: 'returned' }],
      [
        [{ type: 'ReferralCompleted', data: { ...request, urgency: 'urgent' } }],
        { status: 'awaiting-triage', urgency: 'urgent' },
      ],
      [[toMatching], { status: 'in-matching' }],
      [[proposed(first), proposed(second)], { status: 'in-matching', openProposals: 2 }],
      [
        [
          { type: 'ProposalAccepted', data: { proposalId: first, stayId } },
          { type: 'ProposalReleased', data: { proposalId: second, acceptedProposalId: first } },
        ],
        { status: 'placed', openProposals: 0 },
      ],
      [
        [{ type: 'ProposalWithdrawn', data: { proposalId: first, reason: 'needs-changed' } }],
        { status: 'in-matching', openProposals: 0 },
      ],
      [[{ type: 'ReferralWithdrawn', data: { reason: 'no-longer-needed' } }], { status: 'withdrawn' }],
    ];
    for (const [index, [events, expected]] of steps.entries()) {
      const at = `2028-01-0${index + 1}T10:00:00.000Z`;
      const version = await story.happens('referral', referralId, at, ...events);
      await story.follow(referralList);
      const shown = await row();
      expect(shown).toMatchObject({ referralId, referrerId, version, submittedAt: '2028-01-01T10:00:00.000Z' });
      expect(shown).toMatchObject({ ...expected, updatedAt: at });
      const { status, openProposals } = shown;
      const { rows, position } = await live(referralId);
      expect(rows[0]!.body).toEqual({ referralId, version, status, openProposals });
      await story.replay(referralList);
      expect(await row()).toEqual(shown);
      expect((await live(referralId)).position).toEqual(position);
    }
  });

  it('ends a declined and an expired proposal, and one that is withdrawn while it is open', async () => {
    const referralId = newId<ReferralId>();
    const [declined, expired, withdrawn] = [newId<ProposalId>(), newId<ProposalId>(), newId<ProposalId>()];
    const made = [declined, expired, withdrawn].map(proposed);
    await story.happens('referral', referralId, '2028-01-01T10:00Z', submittedBy(referralId, newId()), toMatching);
    await story.happens('referral', referralId, '2028-01-02T10:00Z', ...made);
    await story.happens(
      'referral',
      referralId,
      '2028-01-03T10:00Z',
      { type: 'ProposalDeclined', data: { proposalId: declined, reason: 'no-place', explanationId: newId() } },
      { type: 'ProposalExpired', data: { proposalId: expired } },
      { type: 'ProposalWithdrawn', data: { proposalId: withdrawn, reason: 'better-place-found' } },
    );
    await story.follow(referralList);
    expect(await row()).toMatchObject({ status: 'in-matching', openProposals: 0, version: 8 });
  });

  it('comes to the same in batches of one as in one batch', async () => {
    const referralId = newId<ReferralId>();
    const events = [submittedBy(referralId, newId()), toMatching, proposed(newId()), proposed(newId())];
    await story.happens('referral', referralId, '2028-01-01T10:00Z', ...events);
    await story.follow(referralList, 1);
    expect(await row()).toMatchObject({ status: 'in-matching', openProposals: 2, version: 4 });
  });
});

describe('asking the list of referrals', () => {
  const referrerId = newId<ReferrerId>();
  const submit = async (moment: string, by = referrerId, urgency: Request['urgency'] = 'regular') => {
    const id = newId<ReferralId>();
    const event = submittedBy(id, by) as Extract<ReferralEvent, { type: 'ReferralSubmitted' }>;
    await story.happens('referral', id, moment, { ...event, data: { ...event.data, urgency } });
    return id;
  };

  it('gives pages, newest first; what is new meanwhile repeats and skips nothing', async () => {
    const made: ReferralId[] = [];
    // Two at the same moment: then the id decides.
    for (const day of ['01', '02', '02', '03', '04']) made.push(await submit(`2028-01-${day}T10:00:00Z`));
    await story.follow(referralList);
    const first = await list('all', {}, { limit: 2 });
    await submit('2028-01-05T10:00:00Z');
    await story.follow(referralList);
    const second = await list('all', {}, { limit: 2, cursor: first.next! });
    const third = await list('all', {}, { limit: 2, cursor: second.next! });
    const ids = [first, second, third].flatMap(({ items }) => items.map((item) => item.referralId));
    const [oldest, one, other, fourth, fifth] = made as [ReferralId, ReferralId, ReferralId, ReferralId, ReferralId];
    expect(ids).toEqual([fifth, fourth, ...[one, other].sort().reverse(), oldest]);
    expect(third.next).toBeNull();
  });

  it('is whole and without a next page when the last row is the last of its page', async () => {
    await submit('2028-01-01T10:00Z');
    await story.follow(referralList);
    expect(await list('all', {}, { limit: 1 })).toMatchObject({ items: [{}], next: null });
  });

  it('gives a referrer its own referrals only, and narrows by what is asked', async () => {
    const mine = await submit('2028-01-01T10:00Z');
    const urgent = await submit('2028-01-02T10:00Z', referrerId, 'urgent');
    const theirs = await submit('2028-01-03T10:00Z', newId());
    await story.happens('referral', mine, '2028-01-04T10:00Z', toMatching);
    await story.follow(referralList);
    const idsOf = async (...query: Parameters<typeof list>) =>
      (await list(...query)).items.map((item) => item.referralId);
    expect(await idsOf('all')).toEqual([theirs, urgent, mine]);
    expect(await idsOf({ referrerId })).toEqual([urgent, mine]);
    expect(await idsOf({ referrerId }, { status: ['in-matching', 'placed'] })).toEqual([mine]);
    expect(await idsOf('all', { status: [] })).toEqual([]);
    expect(await idsOf('all', { urgency: 'urgent', municipality: 'GM0518', purpose: 'living' })).toEqual([urgent]);
    expect(await idsOf('all', { municipality: 'GM0503' })).toEqual([]);
    expect(await idsOf('all', { numberSequence: 1 }, { limit: 1 })).toEqual([theirs]);
  });

  it.each(['x', 'W10', Buffer.from('["2028-01-01T10:00:00Z","1 or true"]').toString('base64url')])(
    'refuses a cursor that no list gave out: %s',
    async (cursor) => {
      await expect(list('all', {}, { cursor })).rejects.toBeInstanceOf(InvalidCursor);
    },
  );
});
