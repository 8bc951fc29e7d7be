import { BrokenInvariant, type Instant } from '@cap/contracts';
import type { Held, YoungPersonEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { day, moment } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { confirmAdmission } from './confirm-admission';
import { youngPersonFold } from './evolve';
import { markStartOverdue } from './mark-start-overdue';
import { cancelPlannedStay, planStay } from './plan-stay';
import * as sample from './young-person.samples';

const youngPerson = decider(youngPersonFold.initialState, youngPersonFold.evolve);
const first = sample.stayId(1);
const planned = [sample.plannedStay(sample.place(1), day('2028-01-08'))];
const confirm = (admitted: Held) => ({ at: sample.now, stayId: first, admitted });

describe('plan a stay', () => {
  const at = moment('2028-01-07T23:00:00.000Z');
  const command = { at, place: sample.place(1), ...sample.origin, plannedFrom: day('2028-01-10') };

  it('CAP-3: an accepted proposal plans its stay, and its day of acceptance is kept', () => {
    youngPerson
      .given()
      .when((state) => planStay(command, state))
      .thenEvents(planned);
  });

  it('is planned once', () => {
    const { state } = youngPerson.given(...planned);
    expect(() => planStay(command, state)).toThrow(BrokenInvariant);
  });
});

describe('cancel a planned stay', () => {
  const command = { at: sample.now, stayId: first, reason: 'needs-changed' } as const;

  it('STY-1: it falls with its proposal', () => {
    youngPerson
      .given(...planned)
      .when((state) => cancelPlannedStay(command, state, {}))
      .thenEvents([sample.cancelled(1)]);
  });

  it.each([
    ['started', sample.started(sample.place(1), sample.on('2028-01-10'))],
    ['ended', sample.endedStay(1, '2028-01-10', '2028-01-12')],
    ['cancelled', [...planned, sample.cancelled(1)]],
  ])('STY-1 stay-not-planned: %s', (status, history) => {
    youngPerson
      .given(...history)
      .when((state) => cancelPlannedStay(command, state, {}))
      .thenRefused('STY-1', 'stay-not-planned', { stayId: first, status });
  });
});

describe('confirm an admission', () => {
  it.each([
    ['the day of acceptance', sample.on('2028-01-08')],
    ['a moment of that day', sample.at('2028-01-07T23:00:00.000Z')],
    ['a day', sample.on('2028-01-12')],
    ['today', sample.on('2028-01-20')],
    ['this moment', sample.at(sample.now)],
  ])('STY-1: the stay starts on the day that the provider confirms (%s)', (_, admitted) => {
    youngPerson
      .given(...planned)
      .when((state) => confirmAdmission(confirm(admitted), state, {}))
      .thenEvents([sample.admission(1, admitted)]);
  });

  describe('refuses', () => {
    interface Case {
      readonly given: readonly YoungPersonEvent[];
      readonly admitted: Held;
    }
    refusesInOrder<Case>(
      { given: planned, admitted: sample.on('2028-01-12') },
      ({ given, admitted }) => confirmAdmission(confirm(admitted), youngPerson.given(...given).state, {}),
      [
        { rule: 'CAP-3', code: 'admission-without-accepted-proposal', spoil: (c) => ({ ...c, given: [] }) },
        {
          rule: 'STY-1',
          code: 'stay-not-planned',
          spoil: (c) => ({ ...c, given: [...c.given, sample.admission(1, sample.on('2028-01-11'))] }),
        },
        {
          rule: 'STY-1',
          code: 'admission-in-the-future',
          spoil: (c) => ({ ...c, admitted: sample.on('2028-01-21') }),
        },
        {
          rule: 'CAP-3',
          code: 'admission-before-acceptance',
          spoil: (c) => ({ ...c, admitted: sample.on('2028-01-07') }),
        },
        {
          rule: 'STY-3',
          code: 'has-running-stay',
          spoil: (c) => ({ ...c, given: [...c.given, ...sample.started(sample.place(2), sample.on('2028-01-05'))] }),
        },
      ],
    );
  });

  it('CAP-3 admission-without-accepted-proposal: after the proposal was withdrawn', () => {
    youngPerson
      .given(...planned, sample.cancelled(1))
      .when((state) => confirmAdmission(confirm(sample.on('2028-01-12')), state, {}))
      .thenRefused('CAP-3', 'admission-without-accepted-proposal', { stayId: first });
  });

  it('CAP-3 admission-before-acceptance: says from which day on it can be', () => {
    youngPerson
      .given(...planned)
      .when((state) => confirmAdmission(confirm(sample.at('2028-01-07T22:59:59.999Z')), state, {}))
      .thenRefused('CAP-3', 'admission-before-acceptance', {
        stayId: first,
        admittedOn: '2028-01-07',
        acceptedOn: '2028-01-08',
      });
  });

  describe('STY-3: one full-time stay at a time', () => {
    const confirmedOn = (date: string, ...history: YoungPersonEvent[]) =>
      youngPerson.given(...planned, ...history).when((state) => confirmAdmission(confirm(sample.on(date)), state, {}));

    it.each(['2028-01-14', '2028-01-15'])('an old stay that ended before or on the day is no hindrance (%s)', (ended) =>
      confirmedOn('2028-01-15', ...sample.endedStay(2, '2028-01-05', ended)).thenEvents([
        sample.admission(1, sample.on('2028-01-15')),
      ]),
    );

    it('has-running-stay: one that ended a day later is; whose it is, is not told', () =>
      confirmedOn('2028-01-15', ...sample.endedStay(2, '2028-01-05', '2028-01-16')).thenRefused(
        'STY-3',
        'has-running-stay',
        { stayId: first },
      ));

    it('a planned stay and a part-time stay are no hindrance', () =>
      confirmedOn(
        '2028-01-15',
        sample.plannedStay(sample.place(2)),
        ...sample.started(sample.partTimePlace(3), sample.on('2028-01-05')),
      ).thenEvents([sample.admission(1, sample.on('2028-01-15'))]));
  });
});

describe('STY-1: a stay that does not start in time', () => {
  const dueAt = moment('2028-01-13T23:00:00.000Z');
  const overdue: YoungPersonEvent = { type: 'StayStartOverdue', data: { stayId: first } };
  const mark = (now: Instant, ...history: YoungPersonEvent[]) =>
    youngPerson.given(...history).when((state) => markStartOverdue({ at: now, stayId: first, dueAt }, state));

  it('is brought to the desk at its deadline', () => {
    mark(dueAt, ...planned).thenEvents([overdue]);
    expect(youngPerson.given(...planned, overdue).state.stays.get(first)).toMatchObject({
      status: 'planned',
      from: { startOverdue: true },
    });
  });

  it('not before', () => mark(moment('2028-01-13T22:59:59.999Z'), ...planned).thenEvents([]));
  it('once', () => mark(dueAt, ...planned, overdue).thenEvents([]));
  it('not when it started', () => mark(dueAt, ...planned, sample.admission(1, sample.on('2028-01-12'))).thenEvents([]));
  it('not when it was cancelled', () => mark(dueAt, ...planned, sample.cancelled(1)).thenEvents([]));
});
