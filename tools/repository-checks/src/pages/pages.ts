import type { SourceFile } from '../source-file';
import { errorsPage } from './errors-page';
import { keptRules, rulesPage } from './rules-page';

/** Pages that are made from the code: path, and the text as it should be. Prettier gives them their form. */
export const madePages = (files: readonly SourceFile[]): SourceFile[] => [
  { path: 'docs/rules.md', text: rulesPage(keptRules(files)) },
  { path: 'docs/errors.md', text: errorsPage(files) },
];
