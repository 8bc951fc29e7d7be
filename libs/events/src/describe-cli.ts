import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents, folder, schemaFolder } from './describe/documents';

const root = join(__dirname, '../../..', folder);

/** Writes the documents about the CAP's messages anew, from the code. */
rmSync(join(root, schemaFolder), { recursive: true, force: true });
mkdirSync(join(root, schemaFolder), { recursive: true });
for (const [name, text] of documents()) writeFileSync(join(root, name), text);
console.log(`✔ ${documents().size} documents in ${folder}.`);
