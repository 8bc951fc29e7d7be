import { createHash } from 'node:crypto';
import type { CommandRecord, History } from '../audit/history';

/** What was decided, without what may differ between two runs (the order in which answers came in). */
const decision = ({ at, name, key, asked, answer }: CommandRecord): string =>
  JSON.stringify([at, name, key, asked, answer.ok ? 'done' : answer.code]);

/** A digest of all decisions: the same seed without faults gives the same one, on every instance. */
export function digestOf(history: History): string {
  const decisions = history.filter((record) => record.kind === 'command').map(decision);
  return createHash('sha256').update(decisions.sort().join('\n')).digest('hex').slice(0, 16);
}
