import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createMasterKeyFile, hmac, loadMasterKey, MasterKeyError, subKey } from './master-key';

describe('master key', () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cap-master-key-'));
    file = join(directory, 'master.key');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes a file with mode 0600 and nothing beside it, which loads', () => {
    createMasterKeyFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['master.key']);
    expect(loadMasterKey(file).symmetricKeySize).toBe(32);
  });

  it('never writes over a key', () => {
    createMasterKeyFile(file);
    const before = readFileSync(file, 'utf8');
    createMasterKeyFile(file);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(directory)).toEqual(['master.key']);
  });

  it.each([0o640, 0o604, 0o660, 0o644])('refuses a file with mode %i (decimal) and says how to narrow it', (mode) => {
    createMasterKeyFile(file);
    chmodSync(file, mode);
    expect(() => loadMasterKey(file)).toThrow(new RegExp(`mode ${mode.toString(8)}.*chmod 600`));
  });

  it('says how to make a key where there is none', () => {
    expect(() => loadMasterKey(file)).toThrow(MasterKeyError);
    expect(() => loadMasterKey(file)).toThrow(/openssl rand -base64 32/);
  });

  it.each(['', 'c2hvcnQ=', 'not a key at all, but long enough to be taken for one'])('refuses %j as a key', (text) => {
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => loadMasterKey(file)).toThrow(/does not hold 32 bytes/);
  });

  it('derives one key a purpose', () => {
    createMasterKeyFile(file);
    const master = loadMasterKey(file);
    const tag = (purpose: string) => hmac(subKey(master, purpose), 'the same text').toString('hex');
    expect(tag('bsn')).toBe(tag('bsn'));
    expect(tag('bsn')).not.toBe(tag('wrap'));
  });

  it('does not show its bytes when it is printed', () => {
    createMasterKeyFile(file);
    const bytes = loadMasterKey(file).export();
    const printed = inspect(loadMasterKey(file), { depth: 9, showHidden: true });
    expect(printed).not.toContain(bytes.toString('hex').slice(0, 8));
    expect(printed).not.toContain(bytes.toString('base64').slice(0, 8));
  });
});
