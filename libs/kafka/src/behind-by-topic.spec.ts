import { BehindByTopic } from './behind-by-topic';

describe('how far a member of a group is behind', () => {
  it('is told by topic, over the partitions that it has', () => {
    const behind = new BehindByTopic();
    behind.begin({ reports: [0, 1], letters: [0] });
    behind.set('reports', 0, 3n);
    behind.set('reports', 1, 4n);
    expect([...behind.byTopic]).toEqual([
      ['reports', 7],
      ['letters', 0],
    ]);
  });

  it('is kept of what it keeps when the group divides anew, and never told of what another has', () => {
    const behind = new BehindByTopic();
    behind.begin({ reports: [0, 1], letters: [0] });
    behind.set('reports', 0, 3n);
    behind.set('letters', 0, 5n);
    behind.begin({ reports: [0] });
    behind.set('letters', 0, 9n);
    behind.set('reports', 1, 9n);
    expect([...behind.byTopic]).toEqual([['reports', 3]]);
  });

  it('is not known without a broker', () => {
    const behind = new BehindByTopic();
    behind.begin({ reports: [0] });
    behind.forget();
    expect([...behind.byTopic]).toEqual([]);
  });
});
