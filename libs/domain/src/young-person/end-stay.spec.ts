import { BrokenInvariant } from '@cap/contracts';
import type { Held, YoungPersonEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { day } from '../ids.samples';
import { defaultPolicy } from '../policy/state';
import { refusesInOrder, type Reason } from '../refusals-in-order.samples';
import { endStay, planStayEnd } from './end-stay';
import { youngPersonFold } from './evolve';
import * as sample from './young-person.samples';

const youngPerson = decider(youngPersonFold.initialState, youngPersonFold.evolve);
const first = sample.stayId(1);
const facts = { policy: defaultPolicy };
const crisis = sample.started(sample.crisisPlace(1), sample.on('2028-01-10'));
const living = sample.started(sample.place(1), sample.on('2028-01-10'));

interface Case {
  readonly given: readonly YoungPersonEvent[];
  readonly ended: Held;
}
const good: Case = { given: crisis, ended: sample.on('2028-01-15') };
const notRunning: Reason<Case>[] = [
  {
    rule: 'STY-2',
    code: 'stay-already-ended',
    spoil: (c) => ({ ...c, given: [...crisis, sample.end(1, sample.on('2028-01-12'))] }),
  },
  { rule: 'STY-1', code: 'stay-not-started', spoil: (c) => ({ ...c, given: [sample.plannedStay(sample.place(1))] }) },
  { rule: 'STY-2', code: 'end-before-admission', spoil: (c) => ({ ...c, ended: sample.on('2028-01-09') }) },
];

describe('plan the end of a stay', () => {
  const plan = (plannedEnd: string) => ({ at: sample.now, stayId: first, plannedEnd: day(plannedEnd) });

  it('CRI-1: of a crisis stay up to and including day 28', () => {
    youngPerson
      .given(...crisis)
      .when((state) => planStayEnd(plan('2028-02-06'), state, facts))
      .thenEvents([sample.endPlan(1, '2028-02-06')]);
  });

  it('CRI-1 crisis-end-after-day-28: not one day later', () => {
    youngPerson
      .given(...crisis)
      .when((state) => planStayEnd(plan('2028-02-07'), state, facts))
      .thenRefused('CRI-1', 'crisis-end-after-day-28', {
        stayId: first,
        plannedEnd: '2028-02-07',
        lastDay: '2028-02-06',
      });
  });

  it('CRI-1: another stay may take longer', () => {
    youngPerson
      .given(...living)
      .when((state) => planStayEnd(plan('2029-01-10'), state, facts))
      .thenEvents([sample.endPlan(1, '2029-01-10')]);
  });

  describe('refuses', () => {
    refusesInOrder<Case>(
      good,
      ({ given, ended }) => planStayEnd(plan(ended.on), youngPerson.given(...given).state, facts),
      [
        ...notRunning,
        { rule: 'CRI-1', code: 'crisis-end-after-day-28', spoil: (c) => ({ ...c, ended: sample.on('2028-02-07') }) },
      ],
    );
  });
});

describe('end a stay', () => {
  const endOn = (ended: Held) =>
    ({ at: sample.now, stayId: first, ended, reason: 'planned-step', destination: 'living-form' }) as const;

  it.each([
    ['a day', sample.on('2028-01-15')],
    ['the day of admission', sample.on('2028-01-10')],
    ['this moment', sample.at(sample.now)],
  ])('STY-2: with a reason and a destination (%s)', (_, ended) => {
    youngPerson
      .given(...living)
      .when((state) => endStay(endOn(ended), state, {}))
      .thenEvents([sample.end(1, ended)]);
  });

  it('CRI-1: a crisis stay that went on past day 28 is ended on the day that it was', () => {
    const { state } = youngPerson.given(...sample.started(sample.crisisPlace(1), sample.on('2027-12-01')));
    expect(endStay(endOn(sample.on('2028-01-15')), state, {})).toHaveLength(1);
  });

  describe('refuses', () => {
    refusesInOrder<Case>(good, ({ given, ended }) => endStay(endOn(ended), youngPerson.given(...given).state, {}), [
      ...notRunning,
      { rule: 'STY-2', code: 'end-in-the-future', spoil: (c) => ({ ...c, ended: sample.on('2028-01-21') }) },
    ]);
  });

  it('STY-2 end-before-admission: by the moments of one day', () => {
    youngPerson
      .given(...sample.started(sample.place(1), sample.at('2028-01-15T12:00:00Z')))
      .when((state) => endStay(endOn(sample.at('2028-01-15T11:59:59Z')), state, {}))
      .thenRefused('STY-2', 'end-before-admission', {
        stayId: first,
        admittedOn: '2028-01-15',
        endedOn: '2028-01-15',
      });
  });

  it('STY-1 stay-not-started: of a stay that was cancelled', () => {
    youngPerson
      .given(sample.plannedStay(sample.place(1)), sample.cancelled(1))
      .when((state) => endStay(endOn(sample.on('2028-01-15')), state, {}))
      .thenRefused('STY-1', 'stay-not-started', { stayId: first, status: 'cancelled' });
  });

  it("is never asked of another young person's stay", () => {
    const { state } = youngPerson.given();
    expect(() => endStay(endOn(sample.on('2028-01-15')), state, {})).toThrow(BrokenInvariant);
  });
});
