import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

declare const masterKind: unique symbol;
declare const subKind: unique symbol;

/** The one secret of an installation. Node prints a key object without its bytes. */
export type MasterKey = KeyObject & { readonly [masterKind]: true };
/** A key for one purpose, derived from the master key. */
export type SubKey = KeyObject & { readonly [subKind]: true };

const keyBytes = 32;
const howToMake = (file: string) => `Make one with: (umask 177; openssl rand -base64 ${keyBytes} > ${file})`;

/** The key file is absent, readable by others, or no key. The message says what to do; it never shows the content. */
export class MasterKeyError extends Error {
  override readonly name = 'MasterKeyError';
}

/** Reads the master key: 32 bytes in base64, in a file that only its owner can read. Throws a `MasterKeyError`. */
export function loadMasterKey(file: string): MasterKey {
  const mode = modeOf(file);
  if ((mode & 0o177) !== 0)
    throw new MasterKeyError(
      `The master key file ${file} has mode ${mode.toString(8)}: others could read it. Set it with: chmod 600 ${file}`,
    );
  const text = readFileSync(file, 'utf8').trim();
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== text)
    throw new MasterKeyError(
      `The master key file ${file} does not hold ${keyBytes} bytes in base64. ${howToMake(file)}`,
    );
  return createSecretKey(key) as MasterKey;
}

function modeOf(file: string): number {
  try {
    return statSync(file).mode & 0o777;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new MasterKeyError(`There is no readable master key file at ${file} (${code}). ${howToMake(file)}`);
  }
}

/**
 * Makes a master key file with mode 0600, unless there is one: a key that data was sealed with is never written over.
 * The file appears whole or not at all, whoever else makes it at the same time.
 */
export function createMasterKeyFile(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** The key for one purpose, by HKDF-SHA256. The same purpose gives the same key; no sub key tells anything of another. */
export function subKey(master: MasterKey, purpose: string): SubKey {
  const key = hkdfSync('sha256', master, Buffer.alloc(0), `cap/${purpose}`, keyBytes);
  return createSecretKey(Buffer.from(key)) as SubKey;
}

/** HMAC-SHA256 of a text in UTF-8: 32 bytes. */
export const hmac = (key: SubKey, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
