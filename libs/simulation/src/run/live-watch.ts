import type { Position, RoomState, UnitId, UnitRow } from '@cap/contracts';
import type { LivePicture } from '../audit/history';
import { LiveListener, LiveProbe } from '../client/live';
import type { World } from '../players/world';

/** Of real time: under a fault plan an API process may be away for a while. */
const withinMs = 60_000;

/**
 * Two connections, to different API processes where there are two: one keeps a picture from the changes that it is sent,
 * the other reads afresh. At each step what changed is compared, once a day everything.
 */
export class LiveWatch {
  private position: Position | undefined;

  private constructor(
    private readonly world: World,
    private readonly listener: LiveListener,
    private readonly probe: LiveProbe,
  ) {}

  static async open(world: World): Promise<LiveWatch> {
    const { api, actors } = world;
    const freshToken = () => api.freshTokenOf(actors.desk(1));
    const addresses = api.http.addresses;
    const listener = await LiveListener.open(
      addresses[0]!,
      freshToken,
      (known, { from, position }) => world.record({ kind: 'live-changes', known, from, position }),
      (told) => world.record({ kind: 'live-heard', client: 'listener', ...told }),
    );
    const probe = await LiveProbe.open(addresses[addresses.length - 1]!, freshToken);
    return new LiveWatch(world, listener, probe);
  }

  /** Compares what changed since the last look. Gives the position of the unit feed. To be called when all is settled. */
  async look(): Promise<Position> {
    const fresh = await this.probe.read(this.position);
    const level = await this.listener.levelWith(fresh.position, withinMs);
    this.compare(fresh);
    if (!level) throw new Error(`The live channel did not come to ${fresh.position} within ${withinMs / 1000} s.`);
    for (const { row, body } of fresh.rows) if (body) this.show(row as UnitId, body.free);
    this.position = fresh.position;
    return fresh.position;
  }

  /** Compares everything with a snapshot, or with what a list gave. */
  async lookAtAll(list?: readonly UnitRow[]): Promise<void> {
    const fresh = await this.probe.read();
    if (!(await this.listener.levelWith(fresh.position, withinMs))) return;
    this.compare(fresh);
    if (list)
      this.record(
        'list',
        fresh.position,
        list.map((unit) => ({ unitId: unit.unitId, read: unit })),
      );
  }

  close(): void {
    this.listener.close();
    this.probe.close();
  }

  private compare({ kind, position, rows }: RoomState<UnitRow>): void {
    if (rows.length === 0) return;
    this.record(
      kind,
      position,
      rows.map(({ row, gone, body }) => ({ unitId: row, read: gone ? null : body })),
    );
  }

  private record(
    fresh: LivePicture['fresh'],
    position: Position,
    read: readonly { unitId: string; read: UnitRow | null }[],
  ): void {
    const rows = read.map((row) => ({
      unitId: row.unitId,
      held: text(this.listener.view.rows.get(row.unitId) ?? null),
      read: text(row.read),
    }));
    this.world.record({ kind: 'live-picture', at: this.world.at, fresh, position, rows });
  }

  private show(unitId: UnitId, free: number): void {
    this.world.record({ kind: 'free-shown', at: this.world.at, source: 'live', unitId, free });
  }
}

/** With its fields in alphabetical order, so that equal rows are equal texts. */
const text = (row: UnitRow | null): string | null =>
  row === null
    ? null
    : JSON.stringify(Object.fromEntries(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1))));
