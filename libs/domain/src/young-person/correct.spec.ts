import type { Held, YoungPersonEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { defaultPolicy } from '../policy/state';
import { refusesInOrder } from '../refusals-in-order.samples';
import { correctAdmission } from './correct-admission';
import { correctEnd } from './correct-end';
import { youngPersonFold } from './evolve';
import * as sample from './young-person.samples';

const youngPerson = decider(youngPersonFold.initialState, youngPersonFold.evolve);
const first = sample.stayId(1);
const facts = { policy: defaultPolicy };
const corrected = (admitted: Held): YoungPersonEvent => ({
  type: 'AdmissionCorrected',
  data: { stayId: first, admitted, reason: 'typing-error' },
});
const endCorrected = (ended: Held): YoungPersonEvent => ({
  type: 'EndCorrected',
  data: { stayId: first, ended, reason: 'typing-error' },
});
interface Case {
  readonly given: readonly YoungPersonEvent[];
  readonly moved: Held;
}
/** A bypass was recorded into the past of another stay: both were somewhere from 12 to 15 January. */
const overlappingByBypass = [
  ...sample.endedStay(1, '2028-01-10', '2028-01-15'),
  ...sample.started(sample.place(2), sample.on('2028-01-12')),
];

describe('correct an admission', () => {
  const correct = (admitted: Held) => ({ at: sample.now, stayId: first, admitted, reason: 'typing-error' }) as const;
  const correcting = (moved: Held, ...history: YoungPersonEvent[]) =>
    youngPerson.given(...history).when((state) => correctAdmission(correct(moved), state, facts));

  it.each([
    ['running', sample.started(sample.place(1), sample.on('2028-01-10'))],
    ['ended', sample.endedStay(1, '2028-01-10', '2028-01-15')],
  ])('STY-1: of a stay that is %s', (_, history) => {
    correcting(sample.on('2028-01-08'), ...history).thenEvents([corrected(sample.on('2028-01-08'))]);
    expect(youngPerson.given(...history, corrected(sample.on('2028-01-08'))).state.stays.get(first)).toMatchObject({
      admitted: sample.on('2028-01-08'),
    });
  });

  describe('refuses', () => {
    refusesInOrder<Case>(
      { given: sample.endedStay(1, '2028-01-10', '2028-01-15'), moved: sample.on('2028-01-12') },
      ({ given, moved }) => correctAdmission(correct(moved), youngPerson.given(...given).state, facts),
      [
        {
          rule: 'STY-1',
          code: 'stay-not-started',
          spoil: (c) => ({ ...c, given: [sample.plannedStay(sample.place(1))] }),
        },
        { rule: 'STY-1', code: 'admission-in-the-future', spoil: (c) => ({ ...c, moved: sample.on('2028-01-21') }) },
        { rule: 'STY-2', code: 'end-before-admission', spoil: (c) => ({ ...c, moved: sample.on('2028-01-16') }) },
        {
          rule: 'CAP-3',
          code: 'admission-before-acceptance',
          spoil: (c) => ({ ...c, moved: sample.on('2027-11-30') }),
        },
        {
          rule: 'STY-3',
          code: 'has-running-stay',
          spoil: (c) => ({
            given: [...c.given, ...sample.endedStay(2, '2028-01-01', '2028-01-09')],
            moved: sample.on('2028-01-08'),
          }),
        },
      ],
    );
  });

  it('CAP-3: a stay that came without a proposal has no acceptance to come after', () => {
    const inherited: YoungPersonEvent = {
      type: 'InheritedStayRecorded',
      data: { ...sample.place(1), admitted: sample.on('2027-06-01'), perspective: 'lasting-home' },
    };
    correcting(sample.on('2027-05-01'), inherited).thenEvents([corrected(sample.on('2027-05-01'))]);
  });

  it('STY-3: an overlap that was there before is no reason to leave a mistake', () =>
    correcting(sample.on('2028-01-11'), ...overlappingByBypass).thenEvents([corrected(sample.on('2028-01-11'))]));

  describe('CRI-1: the planned end moves along', () => {
    const crisis = sample.started(sample.crisisPlace(1), sample.on('2028-01-10'));

    it('to the new last day of a crisis stay', () =>
      correcting(sample.on('2028-01-05'), ...crisis, sample.endPlan(1, '2028-02-06')).thenEvents([
        corrected(sample.on('2028-01-05')),
        sample.endPlan(1, '2028-02-01'),
      ]));

    it('not while it is still inside', () =>
      correcting(sample.on('2028-01-05'), ...crisis, sample.endPlan(1, '2028-02-01')).thenEvents([
        corrected(sample.on('2028-01-05')),
      ]));

    it('and never lies before the admission', () =>
      correcting(
        sample.on('2028-01-18'),
        ...sample.started(sample.place(1), sample.on('2028-01-10')),
        sample.endPlan(1, '2028-01-15'),
      ).thenEvents([corrected(sample.on('2028-01-18')), sample.endPlan(1, '2028-01-18')]));
  });
});

describe('correct an end', () => {
  const correct = (ended: Held) => ({ at: sample.now, stayId: first, ended, reason: 'typing-error' }) as const;
  const ended = sample.endedStay(1, '2028-01-10', '2028-01-15');

  it('STY-2: the day of the end is put right', () => {
    youngPerson
      .given(...ended)
      .when((state) => correctEnd(correct(sample.on('2028-01-14')), state, {}))
      .thenEvents([endCorrected(sample.on('2028-01-14'))]);
    expect(youngPerson.given(...ended, endCorrected(sample.on('2028-01-14'))).state.stays.get(first)).toMatchObject({
      ended: sample.on('2028-01-14'),
      reason: 'planned-step',
    });
  });

  describe('refuses', () => {
    const next = sample.started(sample.place(2), sample.on('2028-01-15'));
    refusesInOrder<Case>(
      { given: ended, moved: sample.on('2028-01-14') },
      ({ given, moved }) => correctEnd(correct(moved), youngPerson.given(...given).state, {}),
      [
        {
          rule: 'STY-2',
          code: 'stay-not-ended',
          spoil: (c) => ({ ...c, given: sample.started(sample.place(1), sample.on('2028-01-10')) }),
        },
        {
          rule: 'STY-1',
          code: 'stay-not-started',
          spoil: (c) => ({ ...c, given: [sample.plannedStay(sample.place(1))] }),
        },
        { rule: 'STY-2', code: 'end-before-admission', spoil: (c) => ({ ...c, moved: sample.on('2028-01-09') }) },
        { rule: 'STY-2', code: 'end-in-the-future', spoil: (c) => ({ ...c, moved: sample.on('2028-01-21') }) },
        {
          rule: 'STY-3',
          code: 'has-running-stay',
          spoil: (c) => ({ given: [...c.given, ...next], moved: sample.on('2028-01-16') }),
        },
      ],
    );
  });

  it('STY-3: an overlap that was there before can be put right', () => {
    youngPerson
      .given(...overlappingByBypass)
      .when((state) => correctEnd(correct(sample.on('2028-01-13')), state, {}))
      .thenEvents([endCorrected(sample.on('2028-01-13'))]);
  });
});
