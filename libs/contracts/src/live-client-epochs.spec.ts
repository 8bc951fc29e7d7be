import fc from 'fast-check';
import type { FeedRow, Position, RoomChanges, RoomState } from './live';
import { applyRoomMessage, emptyRoom, type RoomView } from './live-client-state';
import { asInstant } from './time';

const room = 'units/region' as const;
const serverTime = asInstant('2028-01-03T08:00:00Z');
type Rows = ReadonlyMap<string, string>;

/** A feed that is changed, and now and then built anew; it tells its changes and its state as a server does. */
class Feed {
  private epoch = 1;
  private changeNo = 0;
  private rows = new Map<string, FeedRow<string>>();

  get position(): Position {
    return `${this.epoch}:${this.changeNo}`;
  }

  get standing(): Rows {
    return new Map([...this.rows.values()].flatMap(({ row, body }) => (body === null ? [] : [[row, body] as const])));
  }

  change(row: string, gone: boolean): RoomChanges<string> {
    const from = this.position;
    const changed = this.put(row, gone);
    return { room, from, position: this.position, rows: [changed], serverTime };
  }

  /** Numbers begin again; what there is, is told of the new epoch from its beginning. */
  rebuild(kept: readonly string[]): RoomChanges<string>[] {
    this.epoch++;
    this.changeNo = 0;
    this.rows = new Map();
    const start = this.position;
    const rows = kept.map((row) => this.put(row, false));
    const restart = { room, from: start, position: start, rows: [], serverTime };
    return [restart, { room, from: start, position: this.position, rows, serverTime }];
  }

  stateSince(since: Position | null): RoomState<string> {
    const [epoch, changeNo] = since === null ? [0, 0] : (since.split(':').map(Number) as [number, number]);
    const resumes = epoch === this.epoch && changeNo <= this.changeNo;
    const rows = [...this.rows.values()].filter((row) => (resumes ? row.changeNo > changeNo : !row.gone));
    return { room, kind: resumes ? 'resumption' : 'snapshot', position: this.position, rows, serverTime };
  }

  private put(row: string, gone: boolean): FeedRow<string> {
    this.changeNo++;
    const body = gone ? null : `${row} of ${this.position}`;
    const changed = { row, changeNo: this.changeNo, gone, body };
    this.rows.set(row, changed);
    return changed;
  }
}

const rowName = fc.constantFrom('a', 'b', 'c', 'd');
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('change'), row: rowName, gone: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('rebuild'), rows: fc.uniqueArray(rowName) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('follow') }) },
);
/** How many messages go past the client between two that it gets; and which of the old ones comes once more after each. */
const way = fc.record({ lost: fc.boolean(), again: fc.option(fc.nat(), { nil: null }) });

const epochOf = (position: Position): number => Number(position.split(':')[0]);
const numberOf = (position: Position): number => Number(position.split(':')[1]);

/** What the client says after each message, whatever it missed or heard twice. */
class Client {
  state: RoomView<string> = emptyRoom<string>(room);
  asksAgain = false;
  epochsWithoutSnapshot = 0;
  wentBack = 0;
  private last: Position | null = null;

  take(message: RoomState<string> | RoomChanges<string>): void {
    const { state, refollow } = applyRoomMessage(this.state, message);
    this.state = state;
    this.asksAgain ||= refollow;
    if ('kind' in message) this.asksAgain = refollow;
    this.watch('kind' in message && message.kind === 'snapshot');
  }

  private watch(bySnapshot: boolean): void {
    const { position } = this.state;
    if (position === null) return;
    if (this.last !== null && epochOf(position) === epochOf(this.last)) {
      if (numberOf(position) < numberOf(this.last)) this.wentBack++;
    } else if (!bySnapshot) this.epochsWithoutSnapshot++;
    this.last = position;
  }
}

describe('a client of a feed that is changed and built anew', () => {
  it('holds what is so after each state, and a later epoch only by a snapshot, whatever it missed or heard twice', () => {
    let [snapshots, resumptions] = [0, 0];
    const histories = fc.array(fc.tuple(step, way), { maxLength: 40 });
    fc.assert(
      fc.property(histories, (history) => {
        const [feed, client] = [new Feed(), new Client()];
        const told: RoomChanges<string>[] = [];
        const follow = (): void => {
          const state = feed.stateSince(client.state.position);
          if (state.kind === 'snapshot') snapshots++;
          else resumptions++;
          client.take(state);
          expect(client.state.rows).toEqual(feed.standing);
          expect(client.state).toMatchObject({ position: feed.position, behind: false });
        };
        follow();
        for (const [one, { lost, again }] of history) {
          if (one.what === 'follow') follow();
          else {
            const messages = one.what === 'change' ? [feed.change(one.row, one.gone)] : feed.rebuild(one.rows);
            told.push(...messages);
            if (!lost) for (const message of messages) client.take(message);
          }
          if (again !== null && told.length > 0) client.take(told[again % told.length]!);
          if (!client.asksAgain && client.state.position === feed.position)
            expect(client.state.rows).toEqual(feed.standing);
        }
        if (client.asksAgain) follow();
        expect([client.wentBack, client.epochsWithoutSnapshot]).toEqual([0, 0]);
        follow();
      }),
      { numRuns: 1000 },
    );
    expect([snapshots > 1000, resumptions > 1000]).toEqual([true, true]);
  });

  it('that got everything in order is level with the feed, and asks again only for a new epoch', () => {
    const histories = fc.array(step, { maxLength: 40 });
    fc.assert(
      fc.property(histories, (history) => {
        const [feed, client] = [new Feed(), new Client()];
        client.take(feed.stateSince(null));
        for (const one of history) {
          if (one.what === 'change') client.take(feed.change(one.row, one.gone));
          if (one.what === 'rebuild') for (const message of feed.rebuild(one.rows)) client.take(message);
          expect(client.asksAgain).toBe(one.what === 'rebuild');
          if (client.asksAgain) client.take(feed.stateSince(client.state.position));
          expect(client.state.rows).toEqual(feed.standing);
        }
      }),
      { numRuns: 500 },
    );
  });
});
