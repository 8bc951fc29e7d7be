import { Random } from '../random/random';
import { Queue, type Entry, type Phase } from './queue';

const entry = (at: number, phase: Phase, label: string): Entry => ({
  at,
  phase,
  label,
  group: label,
  act: () => undefined,
});

it('gives entries by moment, then by phase, then by label, in whatever order they were added', () => {
  const due = [
    entry(1, 'life', 'a'),
    entry(1, 'report', 'b'),
    entry(1, 'report', 'c'),
    entry(1, 'desk', 'a'),
    entry(2, 'life', 'a'),
  ];
  for (let seed = 0; seed < 20; seed++) {
    const queue = new Queue();
    for (const one of new Random(seed).shuffled(due)) queue.add(one);
    expect(due.map(() => queue.take())).toEqual(due);
    expect(queue.take()).toBeUndefined();
  }
});
