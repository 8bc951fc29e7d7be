// Makes what is not there yet in a folder: the master key, and a pair for signing tokens with its public part.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(import.meta.url);
const { createMasterKeyFile } = load('../../libs/platform/dist/index.js');
const { createDevelopmentKeys } = load('../../libs/access/dist/index.js');

const folder = process.argv[2];
createMasterKeyFile(join(folder, 'master-key'));
await createDevelopmentKeys(folder);
