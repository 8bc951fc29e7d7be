import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiNow } from '../openapi-now';

const file = join(__dirname, '../../../../docs/api/openapi.json');

describe('the document of the API', () => {
  it('in docs/api is that of the code as it is; npm run openapi makes it anew', () => {
    expect(openApiNow()).toBe(readFileSync(file, 'utf8'));
  }, 120_000);
});
