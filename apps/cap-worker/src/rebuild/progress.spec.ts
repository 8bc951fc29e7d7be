import { Progress } from './progress';

describe('the progress of a rebuild', () => {
  let now: number;
  let lines: string[];
  let progress: Progress;
  beforeEach(() => {
    [now, lines] = [1000, []];
    progress = new Progress(
      'stay-list',
      (line) => void lines.push(line),
      () => now,
    );
  });

  it('tells what is done of all, how fast, and how long it still takes', () => {
    now += 2000;
    progress.tell({ step: 'fold', done: 100_000, total: 400_000 });
    expect(lines).toEqual(['stay-list  100.000 van 400.000 gebeurtenissen (25 %), 50.000 per seconde, nog 6 s']);
  });

  it('tells it twice a second at most, and the end always', () => {
    for (const done of [1, 2, 3, 4]) progress.tell({ step: 'fold', done, total: 4 });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('4 van 4 gebeurtenissen (100 %)');
  });

  it('says where it ended', () => {
    now += 1234;
    progress.end(1_000_000, 3);
    expect(lines).toEqual(['stay-list  opnieuw opgebouwd tot positie 1.000.000 in 1,2 s, live kanaal vanaf 3:0']);
  });
});
