import type { Instant, SettledView } from '@cap/contracts';
import { asInstant } from '@cap/contracts';
import { UnexpectedAnswer } from '../client/outcome';
import { seededId } from '../random/seeded-id';
import { timed } from '../players/timed';
import type { World } from '../players/world';

const patienceMs = 60_000;

/** What follows from the commits does not come to rest. */
export class DoesNotSettle extends Error {
  constructor({ waitingFor, logPosition }: SettledView) {
    super(
      `The instance did not come to rest within ${patienceMs / 1000} s (log ${logPosition}); it waits for: ${waitingFor.join(', ')}.`,
    );
    this.name = 'DoesNotSettle';
  }
}

/** The business clock of the instance, stepped by the administrator. */
export class Clock {
  constructor(private readonly world: World) {}

  /** The next moment at which the CAP itself has something to do; null when there is none. */
  async nextDeadline(): Promise<number | null> {
    const { api, actors } = this.world;
    const { at } = await api.get<{ at: Instant | null }>(actors.administrator(), '/v1/development/next-deadline');
    return at === null ? null : Date.parse(at);
  }

  /** Steps the clock, and waits until everything that is due has been done and told. */
  async stepTo(moment: number): Promise<void> {
    const { world } = this;
    const to = asInstant(new Date(moment));
    await timed(
      world,
      () => this.stepAndSettle(moment, to),
      () => ({ of: 'clock', to }),
    );
    world.record({ kind: 'settled', at: world.at });
  }

  private async stepAndSettle(moment: number, to: Instant): Promise<void> {
    const { world } = this;
    const { api, actors, region } = world;
    if (moment > world.now) {
      const path = '/v1/development/clock-steps';
      const answer = await api.command(actors.administrator(), path, { to }, seededId(region.seed, `clock ${to}`));
      if (!answer.ok) throw new UnexpectedAnswer(`POST ${path}`, answer);
    }
    world.now = moment;
    await this.settle();
  }

  async settle(): Promise<void> {
    const { api, actors } = this.world;
    const end = Date.now() + patienceMs;
    for (;;) {
      const view = await api.settled(actors.administrator(), 5000);
      if (view.settled) return;
      if (Date.now() > end) throw new DoesNotSettle(view);
    }
  }
}
