import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMasterKeyFile } from '@cap/platform';
import { ApiConfig } from './api.config';
import { AppModule } from './app.module';
import { openApiOf } from './openapi/document';

/** The OpenAPI document of the front door in production, as the code is now: what stands in `docs/api/openapi.json`. */
export function openApiNow(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cap-openapi-'));
  try {
    // The module asks for a key while it is put together; nothing is opened with it.
    const masterKeyFile = join(directory, 'master-key');
    createMasterKeyFile(masterKeyFile);
    const config = Object.assign(new ApiConfig(), { masterKeyFile, tokenIssuer: 'none' });
    return `${JSON.stringify(openApiOf(AppModule.with(config)), null, 2)}\n`;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
