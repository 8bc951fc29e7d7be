import fc from 'fast-check';
import { linearisable, type Model, type Spanned } from './linearisable';

/** Places that are taken and given back: the smallest thing that shows what happens at once. */
type Operation = { readonly does: 'take' | 'find-none' | 'give' };

const places = 2;
const model: Model<number, Operation> = {
  initial: places,
  apply: (free, { does }) => {
    if (does === 'give') return free < places ? free + 1 : null;
    if (does === 'take') return free > 0 ? free - 1 : null;
    return free === 0 ? free : null;
  },
  keyOf: String,
};
type Span = Spanned<Operation>;
const span = (does: Operation['does'], began: number, ended: number | null): Span => ({
  operation: { does },
  began,
  ended,
});
const accepts = (history: readonly Span[]): boolean => linearisable(model, history).found === 'an-order';

/** Tries every order of every choice of what had an effect: for a handful of operations only. */
function hasOrder(left: readonly Span[], free: number): boolean {
  if (left.every(({ ended }) => ended === null)) return true;
  return left.some((next, index) => {
    const rest = left.filter((_, other) => other !== index);
    // Nothing that is still to come may have ended before this one began.
    if (rest.some(({ ended }) => ended !== null && ended < next.began)) return false;
    const after = model.apply(free, next.operation);
    return after !== null && hasOrder(rest, after);
  });
}
const hasAnOrder = (history: readonly Span[]): boolean => hasOrder(history, places);

/** Somebody who waits before it, until the effect, and until the answer, for so many ticks each; some get no answer. */
const visit = fc.record({
  gives: fc.boolean(),
  starts: fc.integer({ min: 0, max: 12 }),
  takesEffectAfter: fc.integer({ min: 0, max: 6 }),
  answeredAfter: fc.integer({ min: 0, max: 6 }),
  isAnswered: fc.integer({ min: 0, max: 5 }).map((chance) => chance > 0),
});

type Visit = typeof visit extends fc.Arbitrary<infer One> ? One : never;

/** What visitors of places that change one at a time are told; who would give back what nobody has does nothing. */
function played(visits: readonly Visit[]): Span[] {
  let free = places;
  const order = visits.map((own, index) => ({ ...own, index, effect: own.starts + own.takesEffectAfter }));
  order.sort((one, other) => one.effect - other.effect || one.index - other.index);
  return order.flatMap(({ gives, starts, effect, answeredAfter, isAnswered, index }) => {
    if (gives && free === places) return [];
    const does = gives ? 'give' : free > 0 ? 'take' : 'find-none';
    free += does === 'give' ? 1 : does === 'take' ? -1 : 0;
    // Without an answer nobody knows that none was free: it is recorded as the taking that was asked.
    if (!isAnswered && does === 'find-none') return [span('take', starts + index / 100, null)];
    // Effects of one tick come in the order of their index; begins before, answers after.
    return [span(does, starts + index / 1e4, isAnswered ? effect + answeredAfter + 0.5 + index / 1e4 : null)];
  });
}

const histories = fc.array(visit, { minLength: 1, maxLength: 7 }).map(played);
const runs = { numRuns: 2000 };

describe('what happened at once', () => {
  it('is taken for right whenever one thing at a time was done, each within its span', () => {
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 14 }).map(played), (history) => accepts(history)),
      runs,
    );
  });

  it('is judged as by trying every order, also when an answer, a begin or an end was changed', () => {
    let refused = 0;
    const change = fc.record({
      at: fc.nat(),
      does: fc.option(fc.constantFrom('take', 'find-none', 'give'), { nil: undefined }),
      began: fc.option(fc.double({ min: 0, max: 26, noNaN: true }), { nil: undefined }),
      lasts: fc.option(fc.double({ min: 0, max: 6, noNaN: true }), { nil: undefined }),
    });
    const changed = fc.tuple(histories, fc.array(change, { minLength: 1, maxLength: 3 })).map(([history, changes]) =>
      changes.reduce<Span[]>((spans, { at, does, began, lasts }) => {
        const index = spans.length > 0 ? at % spans.length : 0;
        return spans.map((one, other) => {
          if (other !== index) return one;
          const start = began ?? one.began;
          const end = lasts === undefined ? one.ended : start + lasts;
          return span(does ?? one.operation.does, start, end === null ? null : Math.max(start, end));
        });
      }, history),
    );
    fc.assert(
      fc.property(changed, (history) => {
        const right = hasAnOrder(history);
        if (!right) refused++;
        return accepts(history) === right;
      }),
      runs,
    );
    expect(refused).toBeGreaterThan(runs.numRuns / 10);
  });

  it('names the operation by whose end no order is left, and how things can have stood', () => {
    const third = span('take', 3, 4);
    expect(linearisable(model, [span('take', 0, 2), span('take', 1, 2.5), third])).toEqual({
      found: 'none',
      at: third,
      met: [0],
    });
  });

  it.each<[string, boolean, Span[]]>([
    [
      'a last place is refused while it is taken',
      true,
      [span('take', 0, 1), span('take', 2, 5), span('find-none', 3, 4)],
    ],
    ['a place is refused while both are free', false, [span('find-none', 0, 1)]],
    ['an answer rests on what had not begun', false, [span('take', 0, 1), span('find-none', 2, 3), span('take', 4, 5)]],
    [
      'what got no answer took effect late',
      true,
      [span('take', 0, null), span('take', 1, 2), span('take', 3, 4), span('give', 5, 6), span('find-none', 7, 8)],
    ],
    ['what got no answer took effect never', true, [span('take', 0, null), span('take', 1, 2), span('take', 3, 4)]],
    ['what got no answer took effect twice', false, [span('take', 0, null), span('find-none', 1, 2)]],
    [
      'what got no answer took effect before it began',
      false,
      [span('take', 0, 1), span('find-none', 2, 3), span('take', 4, null)],
    ],
  ])('%s: %s', (_what, right, history) => {
    expect(accepts(history)).toBe(right);
    expect(hasAnOrder(history)).toBe(right);
  });

  it('is judged in time that grows with the length of a history, and with what overlaps', () => {
    const turns = Array.from({ length: 5000 }, (_, turn) => [
      span('take', 10 * turn, 10 * turn + 3),
      span('take', 10 * turn + 1, 10 * turn + 4),
      span('find-none', 10 * turn + 2, 10 * turn + 5),
      span('give', 10 * turn + 6, 10 * turn + 8),
      span('give', 10 * turn + 7, 10 * turn + 9),
    ]).flat();
    expect(accepts(turns)).toBe(true);
    expect(accepts([...turns, span('find-none', 60_000, 60_001)])).toBe(false);
    const race = [
      span('take', 0, 9),
      span('take', 0, 9),
      ...Array.from({ length: 200 }, () => span('find-none', 0, 9)),
    ];
    expect(accepts(race)).toBe(true);
    expect(accepts([...race, span('take', 1, 8)])).toBe(false);
  });

  it('is not decided when there are more orders than were asked to be looked at', () => {
    const takes = Array.from({ length: 12 }, () => [span('take', 0, 9), span('give', 0, 9)]).flat();
    expect(linearisable(model, takes, 100).found).toBe('too-many');
  });
});
