import type { LocalDate } from '@cap/contracts';
import { Book } from '../audit/book';
import type { World } from '../players/world';

/** One line a day: what was there when the day began. */
export class Progress {
  private readonly begun = Date.now();
  private readonly book = new Book();
  private read = 0;

  constructor(private readonly say: (line: string) => void) {}

  step(what: string): void {
    this.say(`${this.seconds()}  ${what}`);
  }

  day(day: LocalDate, world: World): void {
    for (; this.read < world.history.length; this.read++) this.book.take(world.history[this.read]!);
    const { referrals, proposals, stays } = this.book;
    const open = [...proposals.values()].filter(({ status }) => status === 'open').length;
    const running = [...stays.values()].filter(({ status }) => status === 'started').length;
    const free = world.region.units.reduce((sum, { unitId }) => sum + Math.max(0, this.book.free(unitId)), 0);
    this.step(
      `${day}  aanmeldingen ${referrals.size}, voorstellen ${proposals.size} (open ${open}), ` +
        `verblijven ${running}, plekken vrij ${free}`,
    );
  }

  private seconds(): string {
    return `${((Date.now() - this.begun) / 1000).toFixed(1).padStart(6)} s`;
  }
}
