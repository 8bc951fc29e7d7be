import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMissingLinks, usableBinaries } from './binaries';
import { serverUser } from './server-user';

let native: string;

beforeEach(() => {
  const home = mkdtempSync(join(tmpdir(), 'cap-native-'));
  native = join(home, 'native');
  mkdirSync(join(native, 'bin'), { recursive: true });
  mkdirSync(join(native, 'lib'));
  writeFileSync(join(home, 'package.json'), JSON.stringify({ version: '1.2.3' }));
  writeFileSync(join(native, 'bin/postgres'), '#!/bin/sh\necho it runs\n', { mode: 0o700 });
  writeFileSync(join(native, 'lib/libicu.so.60.2'), 'code');
  const links = [{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' }];
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
});

afterEach(() => rmSync(join(native, '..'), { recursive: true, force: true }));

it('makes the links that an install without scripts left out, once', () => {
  makeMissingLinks(native);
  makeMissingLinks(native);
  expect(readlinkSync(join(native, 'lib/libicu.so.60'))).toBe('libicu.so.60.2');
});

it("gives binaries that the server's user can run, also from a folder that others cannot enter", () => {
  chmodSync(join(native, '..'), 0o700);
  const user = serverUser(() => undefined);
  const usable = usableBinaries(native, user, () => undefined);
  try {
    const run = spawnSync(join(usable, 'bin/postgres'), { ...(user ?? {}), cwd: '/', encoding: 'utf8' });
    expect(run.stdout).toBe('it runs\n');
    expect(readFileSync(join(usable, 'lib/libicu.so.60'), 'utf8')).toBe('code');
    expect(usableBinaries(native, user, () => undefined)).toBe(usable);
  } finally {
    if (usable !== native && existsSync(usable)) rmSync(usable, { recursive: true });
  }
});
