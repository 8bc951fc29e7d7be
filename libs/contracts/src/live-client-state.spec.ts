import type { FeedRow, Position, RoomChanges, RoomState } from './live';
import { applyRoomMessage, emptyRoom, type RoomView } from './live-client-state';
import { asInstant } from './time';

const room = 'units/region' as const;
const serverTime = asInstant('2028-01-03T08:00:00Z');
const row = (id: string, changeNo: number, body: string | null = `${id}@${changeNo}`): FeedRow<string> => ({
  row: id,
  changeNo,
  gone: body === null,
  body,
});
const snapshot = (position: Position, ...rows: FeedRow<string>[]): RoomState<string> => ({
  room,
  kind: 'snapshot',
  position,
  rows,
  serverTime,
});
const changes = (from: Position, position: Position, ...rows: FeedRow<string>[]): RoomChanges<string> => ({
  room,
  from,
  position,
  rows,
  serverTime,
});
const after = (...messages: (RoomState<string> | RoomChanges<string>)[]) =>
  messages.reduce(({ state }, message) => applyRoomMessage(state, message), {
    state: emptyRoom<string>(room) as RoomView<string>,
    refollow: false,
  });
const bodies = ({ state }: { state: RoomView<string> }) => [...state.rows.values()].sort();

describe('the state that a live client keeps of a room', () => {
  it('starts with the snapshot and goes on with changes', () => {
    const result = after(snapshot('1:4', row('a', 2), row('b', 4)), changes('1:4', '1:6', row('b', 5), row('c', 6)));
    expect(bodies(result)).toEqual(['a@2', 'b@5', 'c@6']);
    expect(result).toMatchObject({ refollow: false, state: { position: '1:6', behind: false, serverTime } });
  });

  it('takes a row out that left the scope', () => {
    expect(bodies(after(snapshot('1:2', row('a', 1), row('b', 2)), changes('1:2', '1:3', row('a', 3, null))))).toEqual([
      'b@2',
    ]);
  });

  it('ignores what it knows already, and takes the rest of the same message', () => {
    const result = after(snapshot('1:5', row('a', 5)), changes('1:3', '1:6', row('a', 4, 'old'), row('b', 6)));
    expect(bodies(result)).toEqual(['a@5', 'b@6']);
  });

  it('ignores a message that lies before its position', () => {
    const result = after(snapshot('1:5', row('a', 5)), changes('1:3', '1:4', row('a', 4, null)));
    expect(bodies(result)).toEqual(['a@5']);
    expect(result.state.position).toBe('1:5');
  });

  it('asks once to follow again when something was missed, and waits for the answer', () => {
    const gap = after(snapshot('1:5', row('a', 5)), changes('1:6', '1:7', row('a', 7)));
    expect(gap).toMatchObject({ refollow: true, state: { position: '1:5', behind: true } });
    const next = applyRoomMessage(gap.state, changes('1:7', '1:8', row('b', 8)));
    expect(next.refollow).toBe(false);
    expect(bodies(next)).toEqual(['a@5']);
    const resumed = applyRoomMessage(next.state, { ...snapshot('1:8', row('a', 7), row('b', 8)), kind: 'resumption' });
    expect(bodies(resumed)).toEqual(['a@7', 'b@8']);
    expect(resumed.state.behind).toBe(false);
  });

  it('follows again without a position after a new epoch, keeps its rows till then, and replaces them by the snapshot', () => {
    const told = after(snapshot('1:5', row('a', 5)), changes('2:0', '2:3'));
    expect(told).toMatchObject({ refollow: true, state: { position: null } });
    expect(bodies(told)).toEqual(['a@5']);
    expect(bodies(applyRoomMessage(told.state, snapshot('2:3', row('b', 1))))).toEqual(['b@1']);
  });

  it('does not take a resumption of another epoch for its own', () => {
    const result = after(snapshot('1:5', row('a', 5)), { ...snapshot('2:9', row('b', 9)), kind: 'resumption' });
    expect(result).toMatchObject({ refollow: true, state: { position: null } });
  });

  it('has nothing to do with changes before the first answer', () => {
    expect(after(changes('1:1', '1:2', row('a', 2)))).toMatchObject({ refollow: false, state: { position: null } });
  });

  it('leaves the state that it was given as it was', () => {
    const { state } = after(snapshot('1:1', row('a', 1)));
    applyRoomMessage(state, changes('1:1', '1:2', row('a', 2, null)));
    expect([...state.rows]).toEqual([['a', 'a@1']]);
  });

  it('keeps the same rows when a message brings none', () => {
    const { state } = after(snapshot('1:1', row('a', 1)));
    expect(applyRoomMessage(state, changes('1:1', '1:2')).state.rows).toBe(state.rows);
  });
});
