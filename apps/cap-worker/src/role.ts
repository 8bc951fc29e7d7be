import type { WakeupChannel } from '@cap/event-store';

export const roleNames = ['project', 'publish', 'react', 'clock', 'relay', 'webhooks', 'audit'] as const;
export type RoleName = (typeof roleNames)[number];

/** One thing that is done after the commit. Any number of processes may have the same role. */
export interface Role {
  /** What wakes it; each role also looks by itself, for a wake-up may be lost. */
  readonly wakenedBy: readonly WakeupChannel[];
  start(): void;
  /** Looks now. */
  wake(): void;
  /** Resolves when the work that runs is committed. */
  stop(): Promise<void>;
}
