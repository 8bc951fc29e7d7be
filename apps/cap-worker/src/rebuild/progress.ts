import type { RebuildProgress } from '@cap/read-models';

/** A line of progress that may be written over by the next, or one that stays. */
export type Say = (line: string, mayGo: boolean) => void;

const tellEveryMs = 500;
const figures = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 0 });

/** Tells how far one rebuild is: events done of all, per second, and how long it still takes. */
export class Progress {
  private toldAt = -Infinity;
  private readonly startedAt: number;

  constructor(
    private readonly model: string,
    private readonly say: Say,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.startedAt = now();
  }

  readonly tell = ({ step, done, total }: RebuildProgress): void => {
    if (step === 'index') return this.say(`${this.model}  de indexen worden gemaakt`, true);
    if (step === 'swap')
      return this.say(`${this.model}  het nieuwe leesmodel haalt het oude in en neemt zijn plaats in`, true);
    if (done < total && this.now() - this.toldAt < tellEveryMs) return;
    this.toldAt = this.now();
    this.say(`${this.model}  ${this.counted(done, total)}`, true);
  };

  /** The last line of a rebuild that succeeded. */
  end(position: number, epoch: number | null): void {
    const seconds = ((this.now() - this.startedAt) / 1000).toFixed(1).replace('.', ',');
    const live = epoch === null ? '' : `, live kanaal vanaf ${epoch}:0`;
    this.say(`${this.model}  opnieuw opgebouwd tot positie ${figures.format(position)} in ${seconds} s${live}`, false);
  }

  private counted(done: number, total: number): string {
    const perSecond = (done / Math.max(1, this.now() - this.startedAt)) * 1000;
    const left = perSecond > 0 ? Math.ceil((total - done) / perSecond) : 0;
    const share = Math.floor((100 * done) / Math.max(1, total));
    return `${figures.format(done)} van ${figures.format(total)} gebeurtenissen (${share} %), ${figures.format(perSecond)} per seconde, nog ${left} s`;
  }
}
