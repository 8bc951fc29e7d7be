import type { Position } from '@cap/contracts';
import type { HistoryRecord, LiveHeard } from '../history';
import { livePositionsRise } from './live-positions-rise';

const record = (told: LiveHeard['told'], more: Partial<LiveHeard> & { position: Position }): HistoryRecord => ({
  ...{ kind: 'live-heard', client: 'one', connection: 1, room: 'units/region', told, from: null, changeNos: [] },
  ...{ held: more.position, ...more },
});
const snapshot = (position: Position, more: Partial<LiveHeard> = {}) => record('snapshot', { position, ...more });
const resumption = (from: Position, position: Position, more: Partial<LiveHeard> = {}) =>
  record('resumption', { from, position, ...more });
const changes = (from: Position, position: Position, more: Partial<LiveHeard> = {}) =>
  record('changes', { from, position, changeNos: [Number(position.split(':')[1])], ...more });
const restart = changes('2:0', '2:0', { changeNos: [], held: null });
const again = { connection: 2 };
const behind = { held: null };

const begun = [snapshot('1:4', { changeNos: [1, 4] }), changes('1:4', '1:6', { changeNos: [5, 6] })];

const right: readonly [string, readonly HistoryRecord[]][] = [
  ['changes, one after the other', [...begun, changes('1:6', '1:7')]],
  [
    'another process that is behind, and tells what is known',
    [
      ...begun,
      resumption('1:6', '1:8', { ...again, changeNos: [7, 8] }),
      changes('1:4', '1:7', { ...again, changeNos: [5, 7], held: '1:8' }),
      changes('1:7', '1:9', again),
    ],
  ],
  [
    'a gap, which is asked for',
    [...begun, changes('1:8', '1:9', { held: '1:6' }), resumption('1:6', '1:9', { changeNos: [7, 9] })],
  ],
  ['a snapshot of where it was', [...begun, snapshot('1:6', again)]],
  [
    'a new epoch that is told of, and then shown',
    [...begun, restart, changes('2:0', '2:5', behind), snapshot('2:5', { changeNos: [3, 5] }), changes('2:5', '2:6')],
  ],
  ['a new epoch after a lost connection', [...begun, snapshot('2:3', { ...again, changeNos: [1, 3] })]],
  [
    'another client, and another room, that are elsewhere',
    [...begun, snapshot('1:1', { client: 'two' }), snapshot('1:2', { room: 'units/municipality:GM0637' })],
  ],
];

it.each(right)('right: %s', (_what, history) => {
  const { saw, violations } = livePositionsRise.run(history);
  expect(violations).toEqual([]);
  expect(saw).toBeGreaterThan(1);
});

const wrong: readonly [string, RegExp, readonly HistoryRecord[]][] = [
  ['the same changes again', /came after/, [...begun, changes('1:4', '1:6', { held: '1:6' })]],
  ['changes that begin before the last ones ended', /came after/, [...begun, changes('1:5', '1:7')]],
  ['changes that go back', /go back/, [...begun, changes('1:6', '1:5', { changeNos: [], held: '1:6' })]],
  ['a client that goes back', /went back/, [...begun, changes('1:6', '1:7', { held: '1:5' })]],
  ['a snapshot of before what was seen', /lies before 1:6/, [...begun, snapshot('1:5', again)]],
  [
    'a resumption of before what was told',
    /lies before 1:9/,
    [...begun, changes('1:8', '1:9', { held: '1:6' }), resumption('1:6', '1:8', { changeNos: [7, 8] })],
  ],
  ['a change number twice in a message', /change 7/, [...begun, changes('1:6', '1:8', { changeNos: [7, 7] })]],
  ['change numbers that fall', /change 7/, [...begun, changes('1:6', '1:8', { changeNos: [8, 7] })]],
  ['a change from before its message', /change 6/, [...begun, changes('1:6', '1:7', { changeNos: [6, 7] })]],
  ['a change from after its message', /change 8/, [...begun, changes('1:6', '1:7', { changeNos: [7, 8] })]],
  ['a change in a resumption that was known', /change 6/, [...begun, resumption('1:6', '1:7', { changeNos: [6, 7] })]],
  ['a new epoch by changes', /without a snapshot/, [...begun, restart, changes('2:0', '2:1')]],
  ['a new epoch by a resumption', /without a snapshot/, [...begun, resumption('1:6', '2:1', { changeNos: [1] })]],
  [
    'a resumption of another epoch than was asked',
    /was given to who asked from 1:6/,
    [...begun, resumption('1:6', '2:1', { ...behind, changeNos: [1] })],
  ],
  ['an old epoch', /lies before 2:3/, [...begun, snapshot('2:3'), snapshot('1:9', again)]],
];

it.each(wrong)('wrong: %s', (_what, why, history) => {
  expect(livePositionsRise.run(history).violations).toEqual(expect.arrayContaining([expect.stringMatching(why)]));
});

it('sees nothing where nobody came further', () => {
  expect(livePositionsRise.run([restart]).saw).toBe(0);
});
