import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents, folder } from './describe/documents';

const root = join(__dirname, '../../..');

/** Writes the documents about the CAP's messages anew, from the code. */
rmSync(join(root, folder), { recursive: true, force: true });
mkdirSync(join(root, folder), { recursive: true });
for (const [name, text] of documents()) writeFileSync(join(root, folder, name), text);
console.log(`✔ ${documents().size} documents in ${folder}.`);
