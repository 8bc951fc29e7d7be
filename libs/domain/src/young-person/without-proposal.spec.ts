import { BrokenInvariant, type Instant } from '@cap/contracts';
import type { Held, YoungPersonEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { day, moment } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { youngPersonFold } from './evolve';
import { recordBypass } from './record-bypass';
import { recordInheritedStay, type StockTakeFacts } from './record-inherited-stay';
import * as sample from './young-person.samples';

const youngPerson = decider(youngPersonFold.initialState, youngPersonFold.evolve);
const inherited = (n: number, admitted: Held): YoungPersonEvent => ({
  type: 'InheritedStayRecorded',
  data: { ...sample.place(n), admitted, perspective: 'growing-to-independence' },
});

describe('record an inherited stay', () => {
  const facts: StockTakeFacts = { joinedOn: day('2028-01-18'), stockTakeUntil: day('2028-03-18') };
  const lastMoment = moment('2028-03-18T22:59:59.999Z');
  const perspective = 'growing-to-independence';
  const record = (admitted: Held, at: Instant = sample.now) =>
    ({ at, place: sample.place(1), admitted, perspective }) as const;

  it('CAP-5: a stay that ran when the provider joined, with its real begin and perspective', () => {
    youngPerson
      .given()
      .when((state) => recordInheritedStay(record(sample.on('2026-05-01')), state, facts))
      .thenEvents([inherited(1, sample.on('2026-05-01'))]);
    const { state } = youngPerson.given(inherited(1, sample.on('2026-05-01')));
    expect(state.stays.get(sample.stayId(1))).toMatchObject({ from: { origin: 'inherited', perspective } });
  });

  it('CAP-5: until the end of the last day of the term, and of stays up to the day of joining', () => {
    const { state } = youngPerson.given();
    expect(recordInheritedStay(record(sample.on('2028-01-18'), lastMoment), state, facts)).toHaveLength(1);
  });

  describe('refuses', () => {
    interface Case {
      readonly given: readonly YoungPersonEvent[];
      readonly admitted: Held;
      readonly at: Instant;
    }
    refusesInOrder<Case>(
      { given: [], admitted: sample.on('2028-01-10'), at: sample.now },
      ({ given, admitted, at }) => recordInheritedStay(record(admitted, at), youngPerson.given(...given).state, facts),
      [
        {
          rule: 'CAP-5',
          code: 'already-registered',
          spoil: (c) => ({ ...c, given: [...c.given, inherited(1, sample.on('2028-01-10'))] }),
        },
        { rule: 'CAP-5', code: 'stock-take-closed', spoil: (c) => ({ ...c, at: moment('2028-03-18T23:00:00.000Z') }) },
        {
          rule: 'STY-1',
          code: 'admission-in-the-future',
          spoil: (c) => ({ ...c, admitted: sample.on('2028-05-01') }),
        },
        { rule: 'CAP-5', code: 'admitted-after-joining', spoil: (c) => ({ ...c, admitted: sample.on('2028-01-19') }) },
        {
          rule: 'STY-3',
          code: 'has-running-stay',
          spoil: (c) => ({ ...c, given: [...c.given, inherited(2, sample.on('2027-01-01'))] }),
        },
      ],
    );
  });
});

describe('CAP-3: the young person is already here', () => {
  const bypass = (admitted: Held, place = sample.place(1)) => ({
    at: sample.now,
    place,
    admitted,
    findingId: sample.findingId,
  });
  const recorded = (admitted: Held, place = sample.place(1)): YoungPersonEvent => ({
    type: 'BypassedStayRecorded',
    data: { ...place, admitted, findingId: sample.findingId },
  });
  const brokenOff = (n: number, ended: Held): YoungPersonEvent => ({
    type: 'StayEnded',
    data: { stayId: sample.stayId(n), ended, reason: 'broken-off', destination: 'other-stay' },
  });
  const yesterday = sample.at('2028-01-19T20:00:00.000Z');

  it('the stay is recorded as it is', () => {
    youngPerson
      .given()
      .when((state) => recordBypass(bypass(yesterday), state))
      .thenEvents([recorded(yesterday)]);
  });

  it('a full-time stay that still ran is over from then on (STY-3); what was planned stays planned', () => {
    const history = [
      ...sample.started(sample.place(2), sample.on('2028-01-05')),
      sample.plannedStay(sample.place(3)),
      ...sample.started(sample.partTimePlace(4), sample.on('2028-01-06')),
      ...sample.endedStay(5, '2027-05-01', '2028-01-04'),
    ];
    const given = youngPerson.given(...history);
    given
      .when((state) => recordBypass(bypass(yesterday), state))
      .thenEvents([brokenOff(2, yesterday), recorded(yesterday)]);
    const after = youngPerson.given(...history, brokenOff(2, yesterday), recorded(yesterday)).state;
    expect([...after.stays.values()].map(({ status }) => status)).toEqual([
      'ended',
      'planned',
      'started',
      'ended',
      'started',
    ]);
  });

  it('a stay that began after it is over at its own begin, never before (STY-2)', () => {
    const later = sample.on('2028-01-15');
    youngPerson
      .given(...sample.started(sample.place(2), later))
      .when((state) => recordBypass(bypass(sample.on('2028-01-10')), state))
      .thenEvents([brokenOff(2, later), recorded(sample.on('2028-01-10'))]);
  });

  it('a part-time place leaves the full-time stay alone', () => {
    youngPerson
      .given(...sample.started(sample.place(2), sample.on('2028-01-05')))
      .when((state) => recordBypass(bypass(yesterday, sample.partTimePlace(1)), state))
      .thenEvents([recorded(yesterday, sample.partTimePlace(1))]);
  });

  it.each([sample.on('2028-01-21'), sample.at('2028-01-20T11:00:01.000Z')])(
    'who is already here came now at the latest: %j',
    (future) => {
      youngPerson
        .given()
        .when((state) => recordBypass(bypass(future), state))
        .thenEvents([recorded(sample.at(sample.now))]);
    },
  );

  it('is recorded once', () => {
    const { state } = youngPerson.given(recorded(yesterday));
    expect(() => recordBypass(bypass(yesterday), state)).toThrow(BrokenInvariant);
  });
});
