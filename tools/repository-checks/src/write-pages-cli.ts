import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from './pages/format';
import { madePages } from './pages/pages';
import { readSourceFiles } from './source-file';

const root = join(__dirname, '../../..');

async function main(): Promise<void> {
  for (const page of madePages(readSourceFiles(root))) {
    const { path, text } = await formatted(root, page);
    writeFileSync(join(root, path), text);
    console.log(`✔ ${path}`);
  }
}

void main();
