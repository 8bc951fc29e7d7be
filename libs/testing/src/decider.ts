import { deepStrictEqual, fail } from 'node:assert/strict';
import { isRefusal, type Refusal, type RefusalCode, type RuleId } from '@cap/contracts';

export interface Outcome<E> {
  /** The decision was a yes, with exactly these events. */
  thenEvents(expected: readonly E[]): void;
  /** The decision was this no; `values` are compared when given. */
  thenRefused(rule: RuleId, code: RefusalCode, values?: Refusal['values']): void;
  /** For what `thenEvents` cannot say, such as "one event of this type". */
  readonly outcome: readonly E[] | Refusal;
}

export interface Given<S, E> {
  /** Decides on the state that the given events lead to. */
  when(decide: (state: S) => readonly E[] | Refusal): Outcome<E>;
  readonly state: S;
}

export interface Decider<S, E> {
  /** The history of the stream, oldest first. */
  given(...history: readonly E[]): Given<S, E>;
}

/** Given-when-then for one aggregate: `decider(initial, evolve).given(…events).when((state) => decide(…)).thenEvents([…])`. */
export const decider = <S, E>(initial: S, evolve: (state: S, event: E) => S): Decider<S, E> => ({
  given: (...history) => {
    const state = history.reduce(evolve, initial);
    return { state, when: (decide) => judge(decide(state)) };
  },
});

const judge = <E>(outcome: readonly E[] | Refusal): Outcome<E> => ({
  outcome,
  thenEvents: (expected) => {
    if (isRefusal(outcome)) fail(`Expected ${expected.length} events, but it was refused: ${shown(outcome)}`);
    deepStrictEqual(outcome, expected);
  },
  thenRefused: (rule, code, values) => {
    if (!isRefusal(outcome)) fail(`Expected a refusal by ${rule} (${code}), but it was decided: ${shown(outcome)}`);
    deepStrictEqual({ rule: outcome.rule, code: outcome.refused }, { rule, code });
    if (values) deepStrictEqual(outcome.values, values);
  },
});

const shown = (value: unknown): string => JSON.stringify(value, undefined, 2);
