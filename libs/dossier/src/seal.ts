import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

const algorithm = 'aes-256-gcm';
/** Shape of a seal: version, nonce, tag, then the encrypted bytes. */
const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;

/** A sealed value does not open: its row was changed or moved, or it was sealed under another key. Nothing was read. */
export class SealBroken extends Error {
  constructor() {
    super(
      'A sealed value of the dossier does not open: its row was changed, or the master key is another than it was sealed ' +
        'with. Check CAP_MASTER_KEY_FILE; restore the row from a backup when the key is right.',
    );
    this.name = 'SealBroken';
  }
}

/** Encrypts with AES-256-GCM and binds the result to `place` (whose and what it is): it opens nowhere else. */
export function seal(key: KeyObject, content: Buffer, place: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), encrypted]);
}

/** Decrypts what `seal` made with the same key for the same place. Throws `SealBroken`. */
export function open(key: KeyObject, sealed: Buffer, place: string): Buffer {
  if (sealed.length < headBytes || sealed[0] !== version) throw new SealBroken();
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}

/** A new key for one person's data. */
export const newDataKey = (): KeyObject => createSecretKey(randomBytes(32));

/** A data key, encrypted under the wrapping key for the person whose it is. */
export const wrapKey = (wrappingKey: KeyObject, dataKey: KeyObject, personId: string): Buffer =>
  seal(wrappingKey, dataKey.export(), `${personId}/key`);

/** The data key that `wrapKey` encrypted. Throws `SealBroken`. */
export const unwrapKey = (wrappingKey: KeyObject, wrapped: Buffer, personId: string): KeyObject =>
  createSecretKey(open(wrappingKey, wrapped, `${personId}/key`));
