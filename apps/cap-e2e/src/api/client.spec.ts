import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');

describe('the types of the client', () => {
  it('are those of the document; npm run openapi makes them anew', () => {
    const generator = join(root, 'node_modules/openapi-typescript/bin/cli.js');
    const made = execFileSync(process.execPath, [generator, 'docs/api/openapi.json'], { cwd: root, maxBuffer: 1e8 });
    expect(made.toString()).toBe(readFileSync(join(__dirname, 'paths.generated.ts'), 'utf8'));
  }, 60_000);
});
