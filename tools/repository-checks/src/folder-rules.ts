import { join } from 'node:path';
import { node } from './child';

interface Cruised {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
  };
}

export interface BrokenFolderRule {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Which imports break the rules of `.dependency-cruiser.cjs`, in the folder `within` (a repository, or a copy of a part
 * of one). Throws when nothing was looked at: rules over no files are not kept.
 */
export async function brokenFolderRules(root: string, within = root): Promise<BrokenFolderRule[]> {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, '.dependency-cruiser.cjs');
  const { output } = await node([cruiser, '--config', config, '--output-type', 'json', 'apps'], within);
  const { summary } = parse(output);
  if (summary.totalCruised === 0) throw new Error(`dependency-cruiser found no files in ${within}/apps.`);
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

function parse(output: string): Cruised {
  try {
    return JSON.parse(output) as Cruised;
  } catch (cause) {
    throw new Error(`dependency-cruiser did not answer with JSON: ${output.slice(0, 500)}`, { cause });
  }
}
