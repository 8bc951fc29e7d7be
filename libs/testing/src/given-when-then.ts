import { deepStrictEqual, fail } from 'node:assert/strict';
import { isRefusal, type Refusal, type RefusalCode, type RuleId } from '@cap/contracts';

/** What a decider may answer. */
export type Outcome<Event> = readonly Event[] | Refusal;

/** What came of a decision, to be compared with what is right. */
export interface Decided<Event> {
  readonly outcome: Outcome<Event>;
  /** These events, in this order, with exactly these fields. */
  thenEvents(expected: readonly Event[]): void;
  /** The decision holds and there is nothing to do. */
  thenNothing(): void;
  /** A refusal under this rule and code and, where given, with at least these values. */
  thenRefused(rule: RuleId, code: RefusalCode, values?: Refusal['values']): void;
}

export interface Given<State, Event> {
  readonly state: State;
  when(decide: (state: State) => Outcome<Event>): Decided<Event>;
}

/**
 * Given-when-then for a decider: `given` folds the events of the past, `when` decides, `then…` compares.
 * Pure: it needs no runner and fails by an assertion error.
 */
export function decider<State, Event>(initialState: State, evolve: (state: State, event: Event) => State) {
  return {
    given(...events: readonly Event[]): Given<State, Event> {
      const state = events.reduce<State>((past, event) => evolve(past, event), initialState);
      return { state, when: (decide) => decided(decide(state)) };
    },
  };
}

function decided<Event>(outcome: Outcome<Event>): Decided<Event> {
  return {
    outcome,
    thenEvents: (expected) => deepStrictEqual(outcome, expected),
    thenNothing: () => deepStrictEqual(outcome, []),
    thenRefused(rule, code, values = {}) {
      if (!isRefusal(outcome)) fail(`Expected ${rule} ${code}, but it was decided: ${JSON.stringify(outcome)}`);
      deepStrictEqual({ rule: outcome.rule, code: outcome.refused }, { rule, code });
      const named = Object.keys(values).map((name) => [name, outcome.values[name]]);
      deepStrictEqual(Object.fromEntries(named), { ...values });
    },
  };
}
