// Makes what is not there yet in a folder: the master key, and with --development a pair that signs tokens of a trial.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(import.meta.url);
const { createMasterKeyFile } = load('../../libs/platform/dist/index.js');
const { createDevelopmentKeys } = load('../../libs/access/dist/index.js');

const [folder, kind] = process.argv.slice(2);
createMasterKeyFile(join(folder, 'master-key'));
if (kind === '--development') await createDevelopmentKeys(folder);
