import type { Id } from '@cap/contracts';
import { deriveId } from '@cap/platform';

/** An id that follows from seed and label, so that two runs of one seed name the same things alike. */
export const seededId = <T extends Id<string>>(seed: number, label: string): T =>
  deriveId<T>(`simulation/${seed}`, label);
