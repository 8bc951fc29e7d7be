import type { Violation } from '@cap/event-store';
import type { EntityManager } from 'typeorm';

/** One step of a check: what it found, and where the next begins. */
export interface Step {
  readonly violations: readonly Violation[];
  /** Null: everything was looked at, and the next round begins. */
  readonly next: string | null;
}

/** Something that must always hold. A step looks at a bounded part of the database in one statement: one snapshot. */
export interface Check {
  readonly name: string;
  /** `after` is the `next` of the step before; null at the beginning of a round. */
  step(tx: EntityManager, after: string | null): Promise<Step>;
}
