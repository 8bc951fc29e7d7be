import type { Reactions } from './reaction';
import { withdrawOpenProposals } from './withdraw-open-proposals';

/** What the CAP does by itself after an event. */
export const reactions: Reactions = {
  BypassedStayRecorded: withdrawOpenProposals,
};
