import type { Id } from '@cap/contracts';
import { v5 } from 'uuid';

/** Fixed for ever: another namespace would give a repeated command other ids. */
const namespace = '5d1c9a52-6c1f-4c5e-9a3b-0f7f6f2f8c11';

/**
 * The id of something that a command makes, from the command's own key, so that a repeat makes the same thing.
 * `commandKey` names the command in the whole installation; `label` names the thing within the command.
 */
export const deriveId = <T extends Id<string>>(commandKey: string, label: string): T =>
  v5(JSON.stringify([commandKey, label]), namespace) as T;
