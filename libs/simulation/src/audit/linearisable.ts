/** What a thing does when one operation happens at a time. */
export interface Model<State, Operation> {
  readonly initial: State;
  /**
   * The state after the operation, as it was answered; null when it cannot have been answered so in this state. Gives the
   * very same state when nothing changes.
   */
  readonly apply: (state: State, operation: Operation) => State | null;
  /** Equal texts for equal states. */
  readonly keyOf: (state: State) => string;
}

/** An operation, and between which moments of one rising clock it had its effect. */
export interface Spanned<Operation> {
  readonly operation: Operation;
  readonly began: number;
  /** Null: no answer came. It had its effect at any moment after it began, or never. */
  readonly ended: number | null;
}

export type Judgement<State, Operation> =
  | { readonly found: 'an-order' }
  /** The operation by whose end no order was left, and the states in which it could have been met. */
  | { readonly found: 'none'; readonly at: Spanned<Operation>; readonly met: readonly State[] }
  /** More orders at once than were looked at. */
  | { readonly found: 'too-many'; readonly at: Spanned<Operation> };

/** How far one order has come: where it stands, and which operations without an end until now are behind it. */
interface Course<State> {
  readonly state: State;
  readonly done: ReadonlySet<number>;
}

/**
 * Whether there is an order of the operations, each within its span, in which one after the other gives the answers that
 * were given (Herlihy and Wing, 1990). Just in time, with memory, after Lowe (2017): an operation is put in order no
 * sooner than another that overlaps it ends, and courses that come to the same place are one. Where nothing overlaps one
 * course is left, so the time grows with what happens at once, not with the length of the history.
 */
export function linearisable<State, Operation>(
  model: Model<State, Operation>,
  history: readonly Spanned<Operation>[],
  most = 50_000,
): Judgement<State, Operation> {
  const open = new Set<number>();
  let courses: Course<State>[] = [{ state: model.initial, done: new Set() }];
  for (const { index, ends } of eventsOf(history)) {
    if (!ends) {
      open.add(index);
      continue;
    }
    const next = coursesPast(model, history, courses, open, index, most);
    if (next === null) return { found: 'too-many', at: history[index]! };
    if (next.length === 0) return { found: 'none', at: history[index]!, met: courses.map(({ state }) => state) };
    courses = next;
    open.delete(index);
  }
  return { found: 'an-order' };
}

interface Event {
  readonly index: number;
  readonly moment: number;
  readonly ends: boolean;
}

/** Begins and ends in the order of the clock; at one moment all begin before one ends. */
function eventsOf(history: readonly Spanned<unknown>[]): Event[] {
  const events = history.flatMap(({ began, ended }, index): Event[] => [
    { index, moment: began, ends: false },
    ...(ended === null ? [] : [{ index, moment: ended, ends: true }]),
  ]);
  return events.sort((one, other) => one.moment - other.moment || Number(one.ends) - Number(other.ends));
}

/** The courses in which an operation that ends now is behind them; null when they are too many. */
function coursesPast<State, Operation>(
  model: Model<State, Operation>,
  history: readonly Spanned<Operation>[],
  courses: readonly Course<State>[],
  open: ReadonlySet<number>,
  ending: number,
  most: number,
): Course<State>[] | null {
  const past = new Map<string, Course<State>>();
  const seen = new Set<string>();
  const waiting = [...courses];
  for (let course = waiting.pop(); course !== undefined; course = waiting.pop()) {
    const key = keyOf(model, course);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > most) return null;
    if (course.done.has(ending)) {
      const left = { state: course.state, done: without(course.done, ending) };
      past.set(keyOf(model, left), left);
    } else waiting.push(...steps(model, history, course, open));
  }
  return [...past.values()];
}

/**
 * The courses that are one operation further. What changes nothing and can happen now happens now: no other order could
 * do more after it.
 */
function steps<State, Operation>(
  { apply }: Model<State, Operation>,
  history: readonly Spanned<Operation>[],
  { state, done }: Course<State>,
  open: ReadonlySet<number>,
): Course<State>[] {
  const further: Course<State>[] = [];
  for (const index of open) {
    if (done.has(index)) continue;
    const after = apply(state, history[index]!.operation);
    if (after === null) continue;
    const course = { state: after, done: new Set([...done, index]) };
    if (after === state) return [course];
    further.push(course);
  }
  return further;
}

const keyOf = <State>({ keyOf: keyOfState }: Model<State, never>, { state, done }: Course<State>): string =>
  `${[...done].sort((one, other) => one - other).join(',')} ${keyOfState(state)}`;

function without(done: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const left = new Set(done);
  left.delete(index);
  return left;
}
