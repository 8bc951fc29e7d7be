import type { PlacementId } from '@cap/contracts';

/** The name of a placement that was perhaps made, and of which nobody was told. */
export const unansweredPlacement = (key: string): PlacementId => `unanswered ${key}` as PlacementId;
