import type { Refusal } from '@cap/contracts';

/**
 * A decision: a pure function of what is asked, the folded state of the stream, and facts that were looked up for it.
 * It gives the events to append, or a refusal with its rule. Ids and the moment `at` come in the command.
 */
export type Decide<Command, State, Facts, Event> = (
  command: Command,
  state: State,
  facts: Facts,
) => readonly Event[] | Refusal;

/** How a stream's events make its state. */
export interface Fold<State, Event> {
  readonly initialState: State;
  readonly evolve: (state: State, event: Event) => State;
}

/** The state after a stream's events, oldest first. */
export const foldEvents = <State, Event>(
  { initialState, evolve }: Fold<State, Event>,
  events: Iterable<Event>,
): State => {
  let state = initialState;
  for (const event of events) state = evolve(state, event);
  return state;
};
