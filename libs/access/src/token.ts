import { readFileSync } from 'node:fs';
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { actorOf, TokenRejected, type Actor } from './claims';

/** For whom a token must be. */
export const audience = 'cap';
/** Signatures that are taken; nothing symmetric, so that no verifier can make a token. */
const algorithms = ['EdDSA', 'ES256'];

/** Whose tokens are taken: the issuer and its public keys. */
export interface TokenKeys {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

/** Reads an issuer's public keys, a JWKS in JSON. Throws an `Error` that says what to set. */
export function loadTokenKeys(jwksFile: string, issuer: string): TokenKeys {
  return { issuer, keys: createLocalJWKSet(publicKeysIn(jwksFile)) };
}

function publicKeysIn(jwksFile: string): JSONWebKeySet {
  const set = parsed(jwksFile) as Partial<JSONWebKeySet> | null;
  if (!Array.isArray(set?.keys) || set.keys.length === 0)
    throw new Error(`${jwksFile} holds no key set. Set CAP_TOKEN_JWKS_FILE to the JWKS (JSON) of the issuer.`);
  if (set.keys.some((key) => 'd' in key || 'k' in key))
    throw new Error(`${jwksFile} holds a private key. Set CAP_TOKEN_JWKS_FILE to a file with the public keys only.`);
  return { keys: set.keys };
}

function parsed(jwksFile: string): unknown {
  try {
    return JSON.parse(readFileSync(jwksFile, 'utf8'));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'it is no JSON';
    throw new Error(
      `Cannot read the key set ${jwksFile} (${why}). Set CAP_TOKEN_JWKS_FILE to the JWKS (JSON) of the issuer.`,
    );
  }
}

/**
 * The actor of a signed token: issuer, audience `cap`, signature and expiry (real time) are checked. Throws `TokenRejected`.
 */
export async function verifyToken(token: string, { issuer, keys }: TokenKeys): Promise<Actor> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['sub', 'exp'],
    });
    return actorOf(payload);
  } catch (error) {
    throw error instanceof errors.JOSEError ? rejection(error) : error;
  }
}

function rejection(error: errors.JOSEError): TokenRejected {
  if (error instanceof errors.JWTExpired) return new TokenRejected('expired', 'The token has expired: ask a new one.');
  if (error instanceof errors.JWTClaimValidationFailed && ['iss', 'aud'].includes(error.claim))
    return new TokenRejected(
      'issuer-or-audience',
      `The token's \`${error.claim}\` is not ours: check CAP_TOKEN_ISSUER.`,
    );
  if (error instanceof errors.JWTClaimValidationFailed)
    return new TokenRejected('claims', `A claim of the token is wrong: \`${error.claim}\`.`);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return new TokenRejected('signature', 'The token was not signed with a key of the issuer.');
  return new TokenRejected('malformed', `The token is no signed JWT that is taken here (${error.code}).`);
}
