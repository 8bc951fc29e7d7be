import { asInstant, type FeedRow, type RoomChanges } from '@cap/contracts';
import type { FeedPosition } from '@cap/event-store';
import { OpenRoom, waitingMessages, type Audience } from './open-room';
import { mostRows } from './parts';

const now = asInstant('2028-01-10T12:00:00Z');
const rowAt = (changeNo: number): FeedRow => ({ row: 'a', changeNo, gone: false, body: {} });

describe('an open room', () => {
  let sent: RoomChanges[];
  let full: Set<string>;
  let putAside: [string, FeedPosition][];
  let room: OpenRoom;
  beforeEach(() => {
    [sent, full, putAside] = [[], new Set(), []];
    const audience: Audience = {
      broadcast: (_, message) => sent.push(message),
      isFull: (client) => full.has(client),
      putAside: (client, _, at) => putAside.push([client, at]),
    };
    room = new OpenRoom('units/region', { epoch: 1, changeNo: 4 }, audience);
  });
  const send = (changeNo: number) => room.send({ epoch: 1, changeNo }, [rowAt(changeNo)], now);
  const spans = (messages: readonly RoomChanges[]) => messages.map(({ from, position }) => [from, position]);

  it('says in each message where the one before ended, so that a client sees that it missed one', () => {
    room.join('client');
    room.seated('client');
    for (const changeNo of [5, 9]) send(changeNo);
    room.startAgain({ epoch: 2, changeNo: 0 }, now);
    room.send({ epoch: 2, changeNo: 3 }, [rowAt(3)], now);
    expect(spans(sent)).toEqual([
      ['1:4', '1:5'],
      ['1:5', '1:9'],
      ['2:0', '2:0'],
      ['2:0', '2:3'],
    ]);
  });

  it('keeps for a client that joins what is sent before it is seated, in order, and sends it nothing yet', () => {
    const seat = room.join('client');
    for (const changeNo of [5, 6]) send(changeNo);
    expect(spans(seat.waiting.map(({ message }) => message))).toEqual([
      ['1:4', '1:5'],
      ['1:5', '1:6'],
    ]);
    expect(sent).toEqual([]);
    room.seated('client');
    send(7);
    expect(spans(sent)).toEqual([['1:6', '1:7']]);
    expect(seat.waiting).toHaveLength(2);
  });

  it('says when more came than it keeps: the client must follow again', () => {
    const seat = room.join('client');
    for (let changeNo = 5; changeNo < 5 + waitingMessages; changeNo++) send(changeNo);
    expect(seat.overflowed).toBe(false);
    send(5 + waitingMessages);
    expect(seat.overflowed).toBe(true);
  });

  it('a seat is void when the client left, or took another', () => {
    const first = room.join('client');
    const second = room.join('client');
    expect([room.holds('client', first), room.holds('client', second)]).toEqual([false, true]);
    room.leave('client');
    expect(room.holds('client', second)).toBe(false);
    expect(room.isEmpty).toBe(true);
  });

  it('puts a client aside that does not read, from where it was, and keeps nothing for it', () => {
    for (const client of ['slow', 'quick']) {
      room.join(client);
      room.seated(client);
    }
    send(5);
    full.add('slow');
    for (const changeNo of [6, 7]) send(changeNo);
    expect(putAside).toEqual([['slow', { epoch: 1, changeNo: 5 }]]);
    expect(spans(sent)).toHaveLength(3);
    const [, at] = putAside[0]!;
    expect(room.isAside('slow', at)).toBe(true);
    room.leave('quick');
    expect(room.isEmpty).toBe(false);
    send(8);
    expect(spans(sent)).toHaveLength(3);
    room.join('slow');
    expect(room.isAside('slow', at)).toBe(false);
  });

  it('tells many rows in parts that follow on each other', () => {
    room.join('client');
    room.seated('client');
    const rows = Array.from({ length: 2 * mostRows + 1 }, (_, index) => rowAt(5 + index));
    room.send({ epoch: 1, changeNo: 900 }, rows, now);
    expect(spans(sent)).toEqual([
      ['1:4', `1:${4 + mostRows}`],
      [`1:${4 + mostRows}`, `1:${4 + 2 * mostRows}`],
      [`1:${4 + 2 * mostRows}`, '1:900'],
    ]);
    expect(sent.flatMap((message) => message.rows)).toEqual(rows);
  });
});
