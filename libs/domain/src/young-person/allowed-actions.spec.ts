import { isRefusal, type Refusal, type StayAction } from '@cap/contracts';
import type { YoungPersonEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { localDateOf } from '../days/amsterdam';
import { day } from '../ids.samples';
import { defaultPolicy } from '../policy/state';
import { allowedStayActions, runningBeside } from './allowed-actions';
import { confirmAdmission } from './confirm-admission';
import { correctAdmission } from './correct-admission';
import { correctEnd } from './correct-end';
import { crisisClock } from './crisis';
import { endStay, planStayEnd } from './end-stay';
import { stayOf, youngPersonFold } from './evolve';
import * as sample from './young-person.samples';

const youngPerson = decider(youngPersonFold.initialState, youngPersonFold.evolve);
const first = sample.stayId(1);
const facts = { policy: defaultPolicy };
const planned = sample.plannedStay(sample.place(1));

describe('an action is listed if and only if its decider does not refuse', () => {
  const histories: [string, YoungPersonEvent[]][] = [
    ['planned', [planned]],
    ['planned, with another that runs', [planned, ...sample.started(sample.place(2), sample.on('2028-01-05'))]],
    ['planned, with another that ended today', [planned, ...sample.endedStay(2, '2028-01-05', '2028-01-20')]],
    ['started', sample.started(sample.place(1), sample.on('2028-01-10'))],
    ['started, a crisis stay past day 28', sample.started(sample.crisisPlace(1), sample.on('2027-12-01'))],
    ['ended', sample.endedStay(1, '2028-01-10', '2028-01-15')],
    ['cancelled', [planned, sample.cancelled(1)]],
  ];

  it.each(histories)('%s', (_, history) => {
    const { state } = youngPerson.given(...history);
    const stay = stayOf(state, first);
    const base = { at: sample.now, stayId: first };
    const admitted = 'admitted' in stay ? stay.admitted : sample.on(localDateOf(sample.now));
    const reason = 'typing-error';
    const ended = { ended: admitted, reason: 'broken-off', destination: 'home' } as const;
    const attempts: Record<StayAction, () => readonly object[] | Refusal> = {
      'confirm-admission': () => confirmAdmission({ ...base, admitted }, state, {}),
      'plan-end': () => planStayEnd({ ...base, plannedEnd: admitted.on }, state, facts),
      end: () => endStay({ ...base, ...ended }, state, {}),
      'correct-admission': () => correctAdmission({ ...base, admitted, reason }, state, facts),
      'correct-end': () => correctEnd({ ...base, ended: admitted, reason }, state, {}),
    };
    const possible = (Object.keys(attempts) as StayAction[]).filter((action) => !isRefusal(attempts[action]()));
    expect(allowedStayActions(stay, runningBeside(state, first))).toEqual(possible);
  });
});

describe('CRI-1, CRI-5: the clock of a crisis stay', () => {
  const crisis = sample.started(sample.crisisPlace(1), sample.on('2028-01-10'));
  const clockOn = (today: string, ...history: YoungPersonEvent[]) =>
    crisisClock(stayOf(youngPerson.given(...history).state, first), day(today), defaultPolicy);

  it.each([
    ['2028-01-10', 1, false],
    ['2028-02-06', 28, false],
    ['2028-02-07', 29, true],
  ])('on %s it is day %i', (today, dayNumber, overrun) =>
    expect(clockOn(today, ...crisis)).toEqual({ lastDay: '2028-02-06', dayNumber, overrun }),
  );

  it('stands still when the stay has ended', () =>
    expect(clockOn('2028-06-01', ...crisis, sample.end(1, sample.on('2028-01-15')))).toEqual({
      lastDay: '2028-02-06',
      dayNumber: 6,
      overrun: false,
    }));

  it('is for crisis stays only, from the admission on', () => {
    expect(clockOn('2028-01-15', ...sample.started(sample.place(1), sample.on('2028-01-10')))).toBeNull();
    expect(clockOn('2028-01-15', sample.plannedStay(sample.crisisPlace(1)))).toBeNull();
  });
});

describe('a fold', () => {
  it('does not take an event that cannot follow', () => {
    expect(() => youngPerson.given(planned, sample.end(1, sample.on('2028-01-15')))).toThrow('StayEnded');
    expect(() => youngPerson.given(sample.admission(1, sample.on('2028-01-15')))).toThrow('not one of this');
  });
});
