import type { StayId } from '@cap/contracts';

/** What comes back when a stay changed. `version` is that of the young person's stream: the stay's ETag. */
export interface StayChanged {
  stayId: StayId;
  version: number;
}
