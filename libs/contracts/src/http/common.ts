// What goes over HTTP, under `/v1`. Requests are checked by the classes of `apps/cap-api`, which implement these types;
// the simulator, the page and integrators read the answers by them.

import type { RuleId } from '../rules';

/** RFC 9457, in the language that was asked (`Accept-Language`), with the rule that was applied and what to do. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** For people: what to do, what happened, and the rule where there is one. */
  detail: string;
  /** What the reader can do now, in one sentence. */
  todo: string;
  code: string;
  rule?: RuleId;
  /** The wrong fields of a body, all at once. */
  errors?: { field: string; message: string }[];
  values?: Record<string, string | number>;
}

/** One page of a list; `next` is null on the last page. Ask it with `?cursor=`. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
