/** What can be done to an instance; each has a file in `faults/kinds` that does it. */
export const faultKinds = [
  'kill-api',
  'kill-availability-worker',
  'kill-cap-worker',
  'kill-publisher',
  'kill-clock',
  'kill-projector-in-pass',
  'kill-reactor-in-pass',
  'kill-relay-in-pass',
  'kill-before-offset-commit',
  'kill-in-rebalance',
  'kill-in-rebuild',
  'freeze-api',
  'freeze-availability-worker',
  'freeze-publisher',
  'freeze-clock',
  'freeze-broker',
  'freeze-database',
  'broker-stopped',
  'broker-killed',
  'database-stopped',
  'database-killed',
  'database-slow',
  'database-cut-one-way',
  'database-cut',
  'broker-slow',
  'broker-cut-one-way',
  'broker-cut',
  'duplicate-messages',
  'late-messages',
  'reordered-messages',
  'contradictory-messages',
  'unreadable-messages',
  'slow-client',
  'silent-client',
  'reconnecting-client',
  'disk-full',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const kindNamed = (name: string): FaultKind | undefined => faultKinds.find((kind) => kind === name);

/** One thing that goes wrong. The seed decides all of it. */
export interface Fault {
  readonly kind: FaultKind;
  /** Business milliseconds between the end of the fault before it and this one. */
  readonly after: number;
  /** Real milliseconds that it lasts, for what lasts. */
  readonly lasts: number;
  /** Which of the two processes of a kind. */
  readonly which: 1 | 2;
}

/** One after the other: of two at once nobody knows which had the effect. */
export type Plan = readonly Fault[];
