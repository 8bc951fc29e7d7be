import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiNow } from './openapi-now';

/** Writes the document of the API as the code is now. */
writeFileSync(join(__dirname, '../../../docs/api/openapi.json'), openApiNow());
