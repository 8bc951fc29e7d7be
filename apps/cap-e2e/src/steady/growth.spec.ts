import { unexplainedGrowth } from './growth';
import type { Sample } from './sample';

const mb = 1024 * 1024;
interface At {
  memory?: number;
  handles?: number;
  rows?: number;
  bytes?: number;
  lag?: number;
}

/** Sixteen samples, each as `at` says for its number. */
const load = (at: (index: number) => At): Sample[] =>
  Array.from({ length: 16 }, (_, index) => {
    const { memory = 100 * mb, handles = 40, rows = 1000, bytes = 10 * mb, lag = 3 } = at(index);
    return {
      minute: index,
      programs: [{ name: 'cap-api 1', memory, handles }],
      tables: [{ name: 'event', rows, deadRows: 0, bytes }],
      lag,
    };
  });

describe('growth under a steady load', () => {
  it('is none when all stays, and when a table grows with its rows', () => {
    expect(unexplainedGrowth(load(() => ({})))).toEqual([]);
    expect(unexplainedGrowth(load((index) => ({ rows: 1000 * index, bytes: 10 * mb * index })))).toEqual([]);
  });

  it('of the time in which programs warm up does not count', () =>
    expect(unexplainedGrowth(load((index) => ({ memory: index < 3 ? 50 * mb : 100 * mb })))).toEqual([]));

  it('a sawtooth is no growth', () =>
    expect(unexplainedGrowth(load((index) => ({ memory: (90 + 20 * (index % 2)) * mb })))).toEqual([]));

  it.each<[string, (index: number) => At, string]>([
    ['memory', (index) => ({ memory: (100 + 5 * index) * mb }), 'memory went from'],
    ['handles', (index) => ({ handles: 40 + 2 * index }), 'open handles went from'],
    ['bytes without rows', (index) => ({ bytes: (10 + index) * mb }), 'event: 25.0 MB for 1000 rows'],
    ['lag', (index) => ({ lag: 400 * index }), 'events behind'],
  ])('of %s is told', (_, at, words) => expect(unexplainedGrowth(load(at)).join()).toContain(words));

  it('too few samples are no proof', () =>
    expect(unexplainedGrowth(load(() => ({})).slice(0, 1)).join()).toContain('too few'));
});
