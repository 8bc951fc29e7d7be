import { asInstant, type ReferralId, type StayId } from '@cap/contracts';
import fc from 'fast-check';
import {
  decline,
  isExplained,
  placeOf,
  playedHistories,
  propose,
  recorded,
  report,
  unitId,
} from '../claims/played-unit.fixture';
import type { CommandAct, History, TimedAct, TimedRecord } from '../history';
import { claimsLinearisable } from './claims-linearisable';

const violationsIn = (history: History) => claimsLinearisable.run(history).violations;
const isRight = (history: History): boolean => violationsIn(history).length === 0;

/** One place, reported before anything else. */
const onePlace = recorded(0, 1, report(0, 1, 'applied'));
const command = (act: object): TimedAct => ({ of: 'command', key: JSON.stringify(act), ...act }) as CommandAct;
const done = (data: object = {}) => ({ ok: true, data });
const stayId = 'stay' as StayId;
const accept = (label: string) =>
  command({ name: 'accept', asked: { proposalId: placeOf(label).proposalId }, answer: done({ stayId }) });
const withdrawReferral = (label: string) =>
  command({ name: 'withdraw-referral', asked: { referralId: `referral ${label}` as ReferralId }, answer: done() });
const told = (name: 'confirm-admission' | 'end-stay', at: string) =>
  command({ name, asked: { stayId, moment: { at } }, answer: done() });
const clockTo = (to: string): TimedAct => ({ of: 'clock', to: asInstant(to) });
/** Made after the clock was stepped, with a later deadline. */
const promisedLater = (label: string) =>
  ({ ...propose(label, null), answer: done({ ...placeOf(label), expiresAt: '2028-01-07T09:00:00Z' }) }) as CommandAct;
/** The place goes after it was promised. */
const placeGone = recorded(3.5, 3.6, report(1, 0, 'applied'));
const noPlace = (answer: object) =>
  command({ name: 'decline', asked: { proposalId: placeOf('a').proposalId, reason: 'no-place' }, answer });
const placeIsFree = { ok: false, status: 409, code: 'place-is-free' };
const ofUnknown = propose('a', null);

const right: readonly [string, History][] = [
  [
    'two at once want one place, and one gets it',
    [recorded(2, 9, propose('a', 'made')), recorded(3, 8, propose('b', 'no-free-place'))],
  ],
  [
    'who was refused was answered first, and asked last',
    [recorded(2, 9, propose('a', 'made')), recorded(5, 6, propose('b', 'no-free-place'))],
  ],
  [
    'a place that comes free while others ask',
    [
      recorded(2, 3, propose('a', 'made')),
      recorded(4, 9, decline('a', 'done')),
      recorded(5, 6, propose('b', 'no-free-place')),
      recorded(7, 8, propose('c', 'made')),
      recorded(8.5, 8.6, propose('d', 'no-free-place')),
    ],
  ],
  [
    'what got no answer took effect late',
    [
      recorded(2, null, propose('a', null)),
      recorded(3, 4, propose('b', 'made')),
      recorded(5, 6, decline('b', 'done')),
      recorded(7, 8, propose('c', 'no-free-place')),
    ],
  ],
  [
    'what got no answer took effect never',
    [recorded(2, null, propose('a', null)), recorded(3, 4, propose('b', 'made'))],
  ],
  [
    'what got no answer took effect, and expired',
    [
      recorded(2, null, propose('a', null)),
      recorded(3, 4, propose('b', 'no-free-place')),
      recorded(4.5, 4.6, clockTo('2028-01-05T09:00:00Z')),
      recorded(5, 6, promisedLater('c')),
    ],
  ],
  [
    'what got no answer was asked again, and told that it was done',
    [
      recorded(2, null, ofUnknown),
      recorded(3, 4, propose('b', 'no-free-place')),
      recorded(5, 6, { ...ofUnknown, answer: done(placeOf('a')) } as CommandAct),
    ],
  ],
  [
    'the same command at once, answered alike',
    [
      recorded(2, 5, propose('a', 'made')),
      recorded(3, 4, propose('a', 'made')),
      recorded(6, 7, propose('b', 'no-free-place')),
    ],
  ],
  [
    'a report that got no answer opened a place late',
    [
      recorded(2, null, report(5, 2, null)),
      recorded(3, 4, propose('a', 'made')),
      recorded(5, 6, propose('b', 'no-free-place')),
      recorded(7, 8, propose('c', 'made')),
    ],
  ],
  [
    'a place that ends with its deadline',
    [
      recorded(2, 3, propose('a', 'made')),
      recorded(4, 6, clockTo('2028-01-05T09:00:00Z')),
      recorded(7, 8, promisedLater('b')),
    ],
  ],
  [
    'a place that its referral gives back',
    [recorded(2, 3, propose('a', 'made')), recorded(4, 5, withdrawReferral('a')), recorded(6, 7, propose('b', 'made'))],
  ],
  [
    'a young person comes and leaves, by reports that see it and reports that do not',
    [
      recorded(2, 3, propose('a', 'made')),
      recorded(4, 5, accept('a')),
      recorded(6, 7, told('confirm-admission', '2028-01-03T08:30:00Z')),
      recorded(8, 9, propose('b', 'no-free-place')),
      recorded(10, 11, told('end-stay', '2028-01-03T08:40:00Z')),
      recorded(12, 13, propose('c', 'made')),
    ],
  ],
  [
    'no place is no reason while its own is there',
    [recorded(2, 3, propose('a', 'made')), recorded(4, 5, noPlace(placeIsFree))],
  ],
  [
    'no place is a reason once it went',
    [recorded(2, 3, propose('a', 'made')), placeGone, recorded(4, 5, noPlace(done()))],
  ],
];

it.each(right)('right: %s', (_what, history) => {
  expect(violationsIn([onePlace, ...history])).toEqual([]);
});

const wrong: readonly [string, History][] = [
  ['one place is promised twice at once', [recorded(2, 9, propose('a', 'made')), recorded(3, 8, propose('b', 'made'))]],
  [
    'a release was lost',
    [
      recorded(2, 3, propose('a', 'made')),
      recorded(4, 5, decline('a', 'done')),
      recorded(6, 7, propose('b', 'no-free-place')),
    ],
  ],
  ['a promise was lost', [recorded(2, 3, propose('a', 'made')), recorded(4, 5, decline('a', 'proposal-not-open'))]],
  [
    'a proposal was accepted after it was declined',
    [recorded(2, 3, propose('a', 'made')), recorded(4, 5, decline('a', 'done')), recorded(6, 7, accept('a'))],
  ],
  ['full, though nobody ever had the place', [recorded(2, 3, propose('a', 'no-free-place'))]],
  [
    'full, before who has the place began',
    [recorded(2, 3, propose('a', 'no-free-place')), recorded(4, 5, propose('b', 'made'))],
  ],
  [
    'what got no answer took effect before it began',
    [recorded(2, 3, propose('a', 'no-free-place')), recorded(4, null, propose('b', null))],
  ],
  [
    'what got no answer took effect twice',
    [
      recorded(2, 3, report(1, 2, 'applied')),
      recorded(4, null, ofUnknown),
      recorded(5, 6, { ...ofUnknown, answer: done(placeOf('a')) } as CommandAct),
      recorded(7, 8, propose('b', 'no-free-place')),
    ],
  ],
  [
    'what got no answer took effect, and went while the clock stood still',
    [
      recorded(2, null, propose('a', null)),
      recorded(3, 4, propose('b', 'no-free-place')),
      recorded(5, 6, propose('c', 'made')),
    ],
  ],
  [
    'one command under one key made two promises',
    [
      recorded(2, 3, propose('a', 'made')),
      recorded(4, 5, { ...propose('a', null), answer: done(placeOf('other')) } as CommandAct),
    ],
  ],
  [
    'a promise outlived its deadline',
    [
      recorded(2, 3, propose('a', 'made')),
      recorded(4, 5, clockTo('2028-01-05T09:00:00Z')),
      recorded(6, 7, propose('b', 'no-free-place')),
    ],
  ],
  [
    'a promise outlived its referral',
    [recorded(2, 3, propose('a', 'made')), recorded(4, 5, withdrawReferral('a')), recorded(6, 7, accept('a'))],
  ],
  [
    'an older report stood for the newest',
    [recorded(2, 3, report(5, 2, 'applied')), recorded(4, 5, report(3, 9, 'applied'))],
  ],
  [
    'no place was taken for a reason while its own was there',
    [recorded(2, 3, propose('a', 'made')), recorded(4, 5, noPlace(done()))],
  ],
  [
    'no place was refused as a reason once it went',
    [recorded(2, 3, propose('a', 'made')), placeGone, recorded(4, 5, noPlace(placeIsFree))],
  ],
];

it.each(wrong)('wrong: %s', (_what, history) => {
  const violations = violationsIn([onePlace, ...history]);
  expect(violations).toHaveLength(1);
  expect(violations[0]).toContain(`unit ${unitId}`);
});

it('tells which operation cannot be, and how things stood', () => {
  const [violation] = violationsIn([
    onePlace,
    recorded(2, 3, propose('a', 'made')),
    recorded(4, 5, propose('b', 'made')),
  ]);
  expect(violation).toContain(
    'hold {"placementId":"placement b","referralId":"referral b"} between 4.000 and 5.000 ms',
  );
  expect(violation).toContain('it was met with 0 free places (placement a held)');
});

describe('random histories of a unit', () => {
  it('are right when one thing happened at a time', () => {
    fc.assert(fc.property(playedHistories(16), isRight), { numRuns: 1000 });
  });

  it('are judged as by trying every order, also when an answer, a begin or an end was changed', () => {
    const change = fc.record({
      at: fc.nat(),
      what: fc.constantFrom('answer', 'begin', 'end'),
      by: fc.integer({ min: -8, max: 8 }),
    });
    let wrongOnes = 0;
    const changed = fc
      .tuple(playedHistories(6), fc.array(change, { minLength: 1, maxLength: 2 }))
      .map(([history, changes]) =>
        changes.reduce((left, { at, what, by }) => {
          const index = at % left.length;
          return left.map((one, other) => (other === index ? altered(one, what, by) : one));
        }, history),
      )
      .filter(answersWhatWasMade);
    fc.assert(
      fc.property(changed, (history) => {
        const explained = isExplained(history);
        if (!explained) wrongOnes++;
        return isRight(history) === explained;
      }),
      { numRuns: 2000 },
    );
    expect(wrongOnes).toBeGreaterThan(200);
  });
});

/** Nobody answers a proposal of which nobody was told. */
function answersWhatWasMade(history: readonly TimedRecord[]): boolean {
  const commands = history.flatMap(({ act }) => (act.of === 'command' ? [act] : []));
  const made = commands.flatMap((act) =>
    act.name === 'propose' && act.answer?.ok ? [act.answer.data.proposalId] : [],
  );
  return commands.every((act) => act.name !== 'decline' || made.includes(act.asked.proposalId));
}

function altered(record: TimedRecord, what: 'answer' | 'begin' | 'end', by: number): TimedRecord {
  const { began, ended, act } = record;
  if (what === 'answer') return { ...record, act: otherwise(act) };
  const moved = what === 'begin' ? began + by : began;
  if (ended === null) return { ...record, began: moved };
  return { ...record, began: moved, ended: Math.max(moved + 0.1, what === 'end' ? ended + by : ended) };
}

/** The same with the opposite answer, if it had one. */
function otherwise(act: TimedAct): TimedAct {
  if (act.of === 'clock') return act;
  if (act.of === 'reports')
    return {
      ...act,
      reports: act.reports.map((one) => ({
        ...one,
        outcome: one.outcome && (one.outcome === 'applied' ? 'older' : 'applied'),
      })),
    };
  if (act.answer === null) return act;
  const label = act.key.split(' ')[1]!;
  if (act.name === 'propose') return propose(label, act.answer.ok ? 'no-free-place' : 'made');
  return { ...decline(label, act.answer.ok ? 'proposal-not-open' : 'done'), key: act.key } as CommandAct;
}
