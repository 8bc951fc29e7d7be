import type { LogReader } from '@cap/event-store';

/** A question that is answered from a table of its own, kept by a fold over the log. */
export interface ReadModel extends LogReader {
  /** The feed that it writes besides its table, if it does. */
  readonly feed: string | null;
}
