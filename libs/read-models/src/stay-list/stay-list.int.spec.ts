import {
  asInstant,
  asLocalDate,
  type PersonId,
  type ProposalId,
  type ProviderId,
  type ReferralId,
  type StayId,
} from '@cap/contracts';
import type { StayPlace, YoungPersonEvent } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { LogStory, newId } from '../shared/log-story.fixture';
import { listStays } from './stay-list.query';
import { stayList } from './stay-list.reader';

const day = asLocalDate;
const at = asInstant;

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

const place = (providerId: ProviderId = newId()): StayPlace => ({
  stayId: newId<StayId>(),
  unitId: newId(),
  providerId,
  placementId: newId(),
  purpose: 'living',
  careForm: 'living-group',
});
const notYet = {
  plannedFrom: null,
  admittedOn: null,
  admittedAt: null,
  plannedEnd: null,
  endedOn: null,
  endedAt: null,
  endReason: null,
  destination: null,
  startOverdue: false,
  perspective: null,
  runningBeside: [],
  referralId: null,
  proposalId: null,
};
const stays = async () => (await listStays(story.dataSource, 'all')).items;

describe('the list of stays', () => {
  it('shows each step of a stay from a proposal, also when its log is applied twice', async () => {
    const personId = newId<PersonId>();
    const where = place();
    const { stayId } = where;
    const from = {
      referralId: newId<ReferralId>(),
      proposalId: newId<ProposalId>(),
      plannedFrom: day('2028-01-05'),
    } as const;
    const steps: [YoungPersonEvent, object][] = [
      [
        { type: 'StayPlanned', data: { ...where, acceptedOn: day('2028-01-04'), ...from } },
        { status: 'planned', ...from },
      ],
      [{ type: 'StayStartOverdue', data: { stayId } }, { startOverdue: true }],
      [
        { type: 'StayStarted', data: { stayId, admitted: { on: day('2028-01-09'), at: at('2028-01-09T12:00:00Z') } } },
        { status: 'started', admittedOn: '2028-01-09', admittedAt: '2028-01-09T12:00:00.000Z' },
      ],
      [
        {
          type: 'AdmissionCorrected',
          data: { stayId, admitted: { on: day('2028-01-08'), at: null }, reason: 'typing-error' },
        },
        { admittedOn: '2028-01-08', admittedAt: null },
      ],
      [{ type: 'StayEndPlanned', data: { stayId, plannedEnd: day('2028-06-01') } }, { plannedEnd: '2028-06-01' }],
      [
        {
          type: 'StayEnded',
          data: {
            stayId,
            ended: { on: day('2028-05-30'), at: null },
            reason: 'purpose-reached',
            destination: 'home',
          },
        },
        { status: 'ended', endedOn: '2028-05-30', endReason: 'purpose-reached', destination: 'home' },
      ],
      [
        {
          type: 'EndCorrected',
          data: {
            stayId,
            ended: { on: day('2028-05-29'), at: at('2028-05-29T08:00:00Z') },
            reason: 'wrong-information',
          },
        },
        { endedOn: '2028-05-29', endedAt: '2028-05-29T08:00:00.000Z' },
      ],
    ];
    let expected: object = { ...where, ...notYet, origin: 'proposal', recordedAt: '2028-01-04T09:00:00.000Z' };
    for (const [event, change] of steps) {
      const version = await story.happens('young-person', personId, '2028-01-04T09:00:00Z', event);
      await story.follow(stayList);
      expected = { ...expected, ...change, version };
      expect(await stays()).toEqual([expected]);
      await story.replay(stayList);
      expect(await stays()).toEqual([expected]);
    }
  });

  it('shows a planned stay that was cancelled, and stays that never were proposed', async () => {
    const [cancelled, inherited, bypassed] = [place(), place(), place()];
    const admitted = { on: day('2028-01-01'), at: null };
    const days = { acceptedOn: day('2028-01-04'), plannedFrom: day('2028-01-05') };
    const planned = { ...cancelled, ...days, referralId: newId<ReferralId>(), proposalId: newId<ProposalId>() };
    await story.happens(
      'young-person',
      newId(),
      '2028-01-04T09:00:00Z',
      { type: 'StayPlanned', data: planned },
      { type: 'PlannedStayCancelled', data: { stayId: cancelled.stayId, reason: 'needs-changed' } },
    );
    await story.happens('young-person', newId(), '2028-01-03T09:00:00Z', {
      type: 'InheritedStayRecorded',
      data: { ...inherited, admitted, perspective: 'return-home' },
    });
    await story.happens('young-person', newId(), '2028-01-02T09:00:00Z', {
      type: 'BypassedStayRecorded',
      data: { ...bypassed, admitted, findingId: newId() },
    });
    await story.follow(stayList);
    expect(await stays()).toMatchObject([
      { stayId: cancelled.stayId, status: 'cancelled', origin: 'proposal' },
      {
        stayId: inherited.stayId,
        status: 'started',
        origin: 'inherited',
        admittedOn: '2028-01-01',
        perspective: 'return-home',
      },
      { stayId: bypassed.stayId, status: 'started', origin: 'bypass', admittedOn: '2028-01-01', perspective: null },
    ]);
  });

  it("keeps the stays of one person apart, and all at the stream's version", async () => {
    const personId = newId<PersonId>();
    const [first, second] = [place(), place()];
    const admitted = { on: day('2028-01-01'), at: null };
    const ended = { on: day('2028-01-10'), at: null };
    const leaves = { stayId: first.stayId, ended, reason: 'planned-step', destination: 'other-stay' } as const;
    await story.happens('young-person', personId, '2028-01-02T09:00:00Z', {
      type: 'InheritedStayRecorded',
      data: { ...first, admitted, perspective: 'return-home' },
    });
    await story.happens(
      'young-person',
      personId,
      '2028-01-10T09:00:00Z',
      { type: 'StayEnded', data: leaves },
      { type: 'BypassedStayRecorded', data: { ...second, admitted: ended, findingId: newId() } },
    );
    await story.follow(stayList, 1);
    const shown = [
      { stayId: second.stayId, status: 'started', version: 3 },
      { stayId: first.stayId, status: 'ended', version: 3 },
    ];
    expect(await stays()).toMatchObject(shown);
    await story.replay(stayList);
    expect(await stays()).toMatchObject(shown);
    expect((await stays()).some((stay) => 'personId' in stay)).toBe(false);
  });

  it('knows of each stay what runs beside it (STY-3), also when its log is applied twice', async () => {
    const personId = newId<PersonId>();
    const [first, second] = [place(), { ...place(), careForm: 'family-home' as const }];
    const held = { on: day('2028-01-01'), at: null };
    const days = { acceptedOn: day('2028-01-04'), plannedFrom: day('2028-01-05') };
    const planned = { ...second, ...days, referralId: newId<ReferralId>(), proposalId: newId<ProposalId>() };
    const leaves = { stayId: first.stayId, ended: held, reason: 'planned-step', destination: 'other-stay' } as const;
    const beside = async () => Object.fromEntries((await stays()).map((stay) => [stay.stayId, stay.runningBeside]));
    const steps: [YoungPersonEvent, object][] = [
      [
        { type: 'InheritedStayRecorded', data: { ...first, admitted: held, perspective: 'return-home' } },
        { [first.stayId]: [] },
      ],
      [
        { type: 'StayPlanned', data: planned },
        { [first.stayId]: [], [second.stayId]: ['living-group'] },
      ],
      [
        { type: 'StayEnded', data: leaves },
        { [first.stayId]: [], [second.stayId]: [] },
      ],
      [
        { type: 'StayStarted', data: { stayId: second.stayId, admitted: held } },
        { [first.stayId]: ['family-home'], [second.stayId]: [] },
      ],
    ];
    for (const [event, expected] of steps) {
      await story.happens('young-person', personId, '2028-01-04T09:00:00Z', event);
      await story.follow(stayList);
      expect(await beside()).toEqual(expected);
      await story.replay(stayList);
      expect(await beside()).toEqual(expected);
    }
  });

  it('gives a provider its own only, by status, origin, unit and overdue start', async () => {
    const providerId = newId<ProviderId>();
    const [mine, theirs] = [place(providerId), place()];
    const admitted = { on: day('2028-01-01'), at: null };
    for (const [index, where] of [mine, theirs].entries())
      await story.happens('young-person', newId(), `2028-01-0${index + 2}T09:00:00Z`, {
        type: 'InheritedStayRecorded',
        data: { ...where, admitted, perspective: 'lasting-home' },
      });
    await story.follow(stayList);
    const unitsOf = async (...query: Parameters<typeof listStays> extends [unknown, ...infer Rest] ? Rest : never) =>
      (await listStays(story.dataSource, ...query)).items.map((item) => item.unitId);
    expect(await unitsOf('all')).toEqual([theirs.unitId, mine.unitId]);
    expect(await unitsOf({ providerId })).toEqual([mine.unitId]);
    expect(await unitsOf('all', { unitId: theirs.unitId, status: ['started'] })).toEqual([theirs.unitId]);
    expect(await unitsOf('all', { origin: 'bypass' })).toEqual([]);
    expect(await unitsOf('all', { purpose: 'living', startOverdue: false }, { limit: 1 })).toEqual([theirs.unitId]);
    expect(await unitsOf('all', { startOverdue: true })).toEqual([]);
  });
});
