import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { actorOf, claimsOf, type Actor } from './claims';
import { audience } from './token';

/** Where a development instance keeps its keys. */
export interface DevelopmentKeys {
  /** The private JWK (Ed25519), mode 0600: for the development issuer only. */
  readonly privateKeyFile: string;
  /** The public JWKS: what `CAP_TOKEN_JWKS_FILE` names. */
  readonly jwksFile: string;
}

/** Makes the key pair of a development instance in a directory, or keeps the one that is there. */
export async function createDevelopmentKeys(directory: string): Promise<DevelopmentKeys> {
  mkdirSync(directory, { recursive: true });
  const privateKeyFile = join(directory, 'token-private.jwk.json');
  const jwksFile = join(directory, 'token-jwks.json');
  if (!existsSync(privateKeyFile)) writeWhole(privateKeyFile, await newPrivateKey(), 0o600);
  const { kty, crv, x, alg, use, kid } = privateKeyIn(privateKeyFile);
  writeWhole(jwksFile, { keys: [{ kty, crv, x, alg, use, kid }] }, 0o644);
  return { privateKeyFile, jwksFile };
}

async function newPrivateKey(): Promise<JWK> {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  return { ...jwk, alg: 'EdDSA', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
}

const privateKeyIn = (file: string): JWK => JSON.parse(readFileSync(file, 'utf8')) as JWK;

/** The file appears whole: a process that is ended halfway leaves the former one. */
function writeWhole(file: string, content: unknown, mode: number): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode, flush: true });
  renameSync(draft, file);
}

/** Signs tokens for a development instance, in the place of the region's OpenID Connect issuer. */
export class TokenIssuer {
  private constructor(
    private readonly key: CryptoKey,
    private readonly kid: string,
    private readonly issuer: string,
  ) {}

  /** Reads the private key that `createDevelopmentKeys` made. */
  static async fromFile(privateKeyFile: string, issuer: string): Promise<TokenIssuer> {
    const jwk = privateKeyIn(privateKeyFile);
    return new TokenIssuer((await importJWK(jwk, 'EdDSA')) as CryptoKey, jwk.kid ?? '', issuer);
  }

  /** A token for an actor that is valid for `seconds` of real time. Throws `TokenRejected` where it would not be taken. */
  async issue(actor: Actor, seconds: number): Promise<string> {
    const claims = claimsOf(actor);
    actorOf({ ...claims, sub: actor.actorId });
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: this.kid, typ: 'JWT' })
      .setSubject(actor.actorId)
      .setIssuer(this.issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(this.key);
  }
}
