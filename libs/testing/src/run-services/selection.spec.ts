import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servicesFor } from './selection';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cap-selection-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

it('starts what the files ask for by name', () => {
  const database = file('a.ts', 'await freshDatabase()');
  const broker = file('b.ts', 'const { brokers } = kafkaForTests();');
  expect(servicesFor([database], undefined)).toEqual(new Set(['postgres']));
  expect(servicesFor([database, broker], undefined)).toEqual(new Set(['postgres', 'kafka']));
  expect(servicesFor([file('c.ts', 'it("adds")')], undefined)).toEqual(new Set());
});

it('starts what the environment asks for outright', () => {
  expect(servicesFor([], 'kafka')).toEqual(new Set(['kafka']));
});
