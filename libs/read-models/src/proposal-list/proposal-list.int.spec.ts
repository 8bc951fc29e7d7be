import {
  asInstant,
  asLocalDate,
  type ProposalId,
  type ProviderId,
  type ReferralId,
  type ReferrerId,
} from '@cap/contracts';
import type { ReferralEvent, Request } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { LogStory, newId } from '../shared/log-story.fixture';
import { listProposals } from './proposal-list.query';
import { proposalList } from './proposal-list.reader';

const request: Request = {
  caseId: newId(),
  municipality: 'GM0629',
  purpose: 'crisis',
  careForms: ['crisis-bed'],
  urgency: 'crisis',
  perspective: 'return-home',
};
const expiresAt = asInstant('2028-01-03T11:00:00Z');
const proposedAt = asInstant('2028-01-03T10:00:00Z');
const answeredAt = asInstant('2028-01-03T10:30:00Z');

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

async function submitted(referrerId: ReferrerId = newId(), numberSequence = 12): Promise<ReferralId> {
  const referralId = newId<ReferralId>();
  const data = { ...request, referralId, numberSequence, personId: newId(), referrerId } as const;
  await story.happens('referral', referralId, '2028-01-03T09:00:00Z', {
    type: 'ReferralSubmitted',
    data: data as Extract<ReferralEvent, { type: 'ReferralSubmitted' }>['data'],
  });
  return referralId;
}
function proposal(providerId: ProviderId = newId()) {
  const data = {
    proposalId: newId<ProposalId>(),
    unitId: newId(),
    providerId,
    placementId: newId(),
    careForm: 'crisis-bed',
    holdsFrom: asLocalDate('2028-01-03'),
    expiresAt,
    policyVersion: 1,
  } as const;
  return { type: 'PlaceProposed', data } as Extract<ReferralEvent, { type: 'PlaceProposed' }>;
}

describe('the list of proposals', () => {
  const stayId = newId<Extract<ReferralEvent, { type: 'ProposalAccepted' }>['data']['stayId']>();
  const answers: [string, (proposalId: ProposalId) => ReferralEvent, object][] = [
    ['accepted', (proposalId) => ({ type: 'ProposalAccepted', data: { proposalId, stayId } }), { stayId }],
    [
      'declined',
      (proposalId) => ({
        type: 'ProposalDeclined',
        data: { proposalId, reason: 'group-does-not-fit', explanationId: newId() },
      }),
      { declineReason: 'group-does-not-fit' },
    ],
    ['expired', (proposalId) => ({ type: 'ProposalExpired', data: { proposalId } }), {}],
    ['withdrawn', (proposalId) => ({ type: 'ProposalWithdrawn', data: { proposalId, reason: 'wish-of-family' } }), {}],
    ['released', (proposalId) => ({ type: 'ProposalReleased', data: { proposalId, acceptedProposalId: newId() } }), {}],
  ];

  it.each(answers)(
    'shows one as open and then as %s, also when its log is applied twice',
    async (status, answer, more) => {
      const referralId = await submitted();
      const [asked, other] = [proposal(), proposal()];
      await story.happens('referral', referralId, proposedAt, asked, other);
      await story.follow(proposalList);
      const { proposalId, unitId, providerId, placementId } = asked.data;
      const open = {
        proposalId,
        referralId,
        numberSequence: 12,
        version: 3,
        status: 'open',
        unitId,
        providerId,
        placementId,
        purpose: 'crisis',
        careForm: 'crisis-bed',
        urgency: 'crisis',
        municipality: 'GM0629',
        proposedAt,
        expiresAt,
        answeredAt: null,
        declineReason: null,
        stayId: null,
        stayHasStarted: false,
      };
      const shown = async () => (await listProposals(story.dataSource, { providerId })).items;
      expect(await shown()).toEqual([open]);
      const version = await story.happens('referral', referralId, answeredAt, answer(proposalId));
      await story.follow(proposalList);
      const closed = [{ ...open, version, status, answeredAt, ...more }];
      expect(await shown()).toEqual(closed);
      await story.replay(proposalList);
      expect(await shown()).toEqual(closed);
      const [untouched] = (await listProposals(story.dataSource, { providerId: other.data.providerId })).items;
      expect(untouched).toMatchObject({ status: 'open', version, answeredAt: null });
    },
  );

  it('knows when the stay of an accepted proposal has started, also when its log is applied twice', async () => {
    const referralId = await submitted();
    const [first, second] = [proposal(), proposal()];
    const { proposalId } = first.data;
    const accepted: ReferralEvent = { type: 'ProposalAccepted', data: { proposalId, stayId } };
    await story.happens('referral', referralId, proposedAt, first, second, accepted);
    await story.follow(proposalList);
    const shown = async () => {
      const { items } = await listProposals(story.dataSource, 'all');
      return Object.fromEntries(items.map((item) => [item.proposalId, item.stayHasStarted]));
    };
    expect(await shown()).toEqual({ [proposalId]: false, [second.data.proposalId]: false });
    await story.happens('young-person', newId(), answeredAt, {
      type: 'StayStarted',
      data: { stayId, admitted: { on: asLocalDate('2028-01-03'), at: null } },
    });
    await story.follow(proposalList);
    const started = { [proposalId]: true, [second.data.proposalId]: false };
    expect(await shown()).toEqual(started);
    await story.replay(proposalList);
    expect(await shown()).toEqual(started);
  });

  it('forgets the stay of an accepted proposal that is withdrawn', async () => {
    const referralId = await submitted();
    const asked = proposal();
    const { proposalId } = asked.data;
    const accepted: ReferralEvent = { type: 'ProposalAccepted', data: { proposalId, stayId } };
    const withdrawn: ReferralEvent = { type: 'ProposalWithdrawn', data: { proposalId, reason: 'needs-changed' } };
    await story.happens('referral', referralId, proposedAt, asked, accepted, withdrawn);
    await story.follow(proposalList, 1);
    const { items } = await listProposals(story.dataSource, 'all');
    expect(items).toMatchObject([{ status: 'withdrawn', stayId: null }]);
  });

  it('gives a provider and a referrer their own only, by status, unit and referral, page by page', async () => {
    const [providerId, referrerId] = [newId<ProviderId>(), newId<ReferrerId>()];
    const [mine, other] = [await submitted(referrerId), await submitted()];
    const [toMe, alsoToMe, elsewhere] = [proposal(providerId), proposal(providerId), proposal()];
    await story.happens('referral', mine, '2028-01-03T10:00:00Z', toMe);
    await story.happens('referral', other, '2028-01-03T10:01:00Z', alsoToMe);
    await story.happens('referral', mine, '2028-01-03T10:02:00Z', elsewhere, {
      type: 'ProposalExpired',
      data: { proposalId: toMe.data.proposalId },
    });
    await story.follow(proposalList);
    const unitsOf = async (
      ...query: Parameters<typeof listProposals> extends [unknown, ...infer Rest] ? Rest : never
    ) => (await listProposals(story.dataSource, ...query)).items.map((item) => item.unitId);
    const [a, b, c] = [toMe.data.unitId, alsoToMe.data.unitId, elsewhere.data.unitId];
    expect(await unitsOf('all')).toEqual([c, b, a]);
    expect(await unitsOf({ providerId })).toEqual([b, a]);
    expect(await unitsOf({ referrerId })).toEqual([c, a]);
    expect(await unitsOf({ providerId }, { status: ['open'] })).toEqual([b]);
    expect(await unitsOf('all', { unitId: a })).toEqual([a]);
    expect(await unitsOf('all', { referralId: other })).toEqual([b]);
    const first = await listProposals(story.dataSource, 'all', {}, { limit: 2 });
    expect(await unitsOf('all', {}, { limit: 2, cursor: first.next! })).toEqual([a]);
  });
});
