import { join } from 'node:path';
import { node } from './child';
import { brokenFolderRules } from './folder-rules';
import { formatted } from './pages/format';
import { madePages } from './pages/pages';
import { pathsExist, quotesHold } from './pages/quotes';
import { keptRules, unprovedRules } from './pages/rules-page';
import { readSourceFiles, type SourceFile } from './source-file';
import { tidy } from './tidy/tidy';

const root = join(__dirname, '../../..');

async function folderRules(): Promise<string[]> {
  const broken = await brokenFolderRules(root);
  return broken.map(({ rule, from, to }) => `${from} imports ${to}: ${rule} (.dependency-cruiser.cjs).`);
}

/** A guarantee whose mutant no longer applies is no longer proven. */
async function mutantsApply(): Promise<string[]> {
  const { code, output } = await node([join(root, 'tools/mutations/dist/main.js'), '--check-applies'], root);
  return code === 0 ? [] : output.trim().split('\n');
}

/** What is made from the code says what the code says. */
async function pagesAreCurrent(files: readonly SourceFile[]): Promise<string[]> {
  const pages = await Promise.all(madePages(files).map((page) => formatted(root, page)));
  return pages
    .filter(({ path, text }) => files.find((file) => file.path === path)?.text !== text)
    .map(({ path }) => `${path} is not what the code says: npm run pages makes it anew.`);
}

/** Everything about the repository that no test of a project can see. Gives the exit code. */
async function main(): Promise<number> {
  const files = readSourceFiles(root);
  const problems = [
    ...tidy(files),
    ...quotesHold(files),
    ...pathsExist(files),
    ...unprovedRules(keptRules(files)),
    ...(await pagesAreCurrent(files)),
    ...(await folderRules()),
    ...(await mutantsApply()),
  ];
  for (const problem of problems) console.error(`✘ ${problem}`);
  if (problems.length === 0)
    console.log(
      `✔ ${files.length} files are tidy, pages say what the code says, folder rules are kept, mutants apply.`,
    );
  return problems.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
