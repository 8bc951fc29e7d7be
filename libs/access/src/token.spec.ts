import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Actor } from './claims';
import { createDevelopmentKeys, TokenIssuer, type DevelopmentKeys } from './development-keys';
import { loadTokenKeys, verifyToken, type TokenKeys } from './token';

const issuer = 'https://cap.invalid/development';
const organisationId = randomUUID();
const planner: Actor = { actorId: 'planner-1', role: 'planner', organisationId };
const desk: Actor = { actorId: 'desk-1', role: 'desk', organisationId: null };

describe('tokens', () => {
  let directory: string;
  let files: DevelopmentKeys;
  let keys: TokenKeys;
  let tokens: TokenIssuer;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cap-tokens-'));
    files = await createDevelopmentKeys(directory);
    keys = loadTokenKeys(files.jwksFile, issuer);
    tokens = await TokenIssuer.fromFile(files.privateKeyFile, issuer);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const rejectedFor = async (token: string, reason: string, taken = keys) =>
    expect(verifyToken(token, taken)).rejects.toMatchObject({ name: 'TokenRejected', reason });

  /** Signed like a real one, with other claims. */
  const signed = (claims: JWTPayload) => {
    const jwk = JSON.parse(readFileSync(files.privateKeyFile, 'utf8')) as { kid: string };
    const payload = { sub: 'desk-1', role: 'desk', iss: issuer, aud: 'cap', exp: Date.now() / 1000 + 60, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid }).sign(jwk);
  };

  it.each([planner, desk])('give back their actor: $role', async (actor) => {
    expect(await verifyToken(await tokens.issue(actor, 60), keys)).toEqual(actor);
  });

  it('are taken when another issuer signs with ES256', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const file = join(directory, 'other-jwks.json');
    writeFileSync(
      file,
      JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' }] }),
    );
    const payload = { sub: 'desk-1', role: 'desk', iss: issuer, aud: 'cap', exp: Date.now() / 1000 + 60 };
    const token = await new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(privateKey);
    expect(await verifyToken(token, loadTokenKeys(file, issuer))).toEqual(desk);
  });

  it('are rejected after they expired', async () => rejectedFor(await tokens.issue(desk, -1), 'expired'));

  it('are rejected from another issuer or for another audience', async () => {
    await rejectedFor(await signed({ iss: 'https://elsewhere.invalid' }), 'issuer-or-audience');
    await rejectedFor(await signed({ aud: 'other' }), 'issuer-or-audience');
  });

  it('are rejected when a claim was changed after signing', async () => {
    const [head, , signature] = (await tokens.issue(desk, 60)).split('.');
    const payload = { sub: 'desk-1', role: 'administrator', iss: issuer, aud: 'cap', exp: Date.now() / 1000 + 60 };
    await rejectedFor(
      `${head}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${signature}`,
      'signature',
    );
  });

  it('are rejected when another key signed them', async () => {
    const other = await TokenIssuer.fromFile(
      (await createDevelopmentKeys(join(directory, 'other'))).privateKeyFile,
      issuer,
    );
    await rejectedFor(await other.issue(desk, 60), 'signature');
  });

  it('are rejected when nobody signed them, or a shared secret did', async () => {
    const claims = { sub: 'desk-1', role: 'desk', iss: issuer, aud: 'cap', exp: Date.now() / 1000 + 60 };
    await rejectedFor(new UnsecuredJWT(claims).encode(), 'malformed');
    const secret = readFileSync(files.jwksFile);
    await rejectedFor(await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret), 'malformed');
    await rejectedFor('no token', 'malformed');
  });

  it.each<[string, JWTPayload]>([
    ['the role of the CAP itself', { role: 'system' }],
    ['a role that does not exist', { role: 'chief' }],
    ['no role', { role: undefined }],
    ['a subject that is an address', { sub: 'someone@example.invalid' }],
    ['no subject', { sub: undefined }],
    ['no expiry', { exp: undefined }],
    ['a planner of no organisation', { role: 'planner' }],
    ['an organisation that is no id', { organisation: 'Aanbieder 07' }],
  ])('are rejected with %s', async (_, claims) => rejectedFor(await signed(claims), 'claims'));

  it('are not issued where they would not be taken', async () => {
    await expect(tokens.issue({ ...desk, role: 'system' }, 60)).rejects.toMatchObject({ reason: 'claims' });
    await expect(tokens.issue({ ...planner, organisationId: null }, 60)).rejects.toMatchObject({ reason: 'claims' });
  });

  describe('keys of a development instance', () => {
    it('are kept when they are there, so that tokens stay valid over a restart', async () => {
      const token = await tokens.issue(desk, 60);
      const again = await createDevelopmentKeys(directory);
      expect(again).toEqual(files);
      expect(await verifyToken(token, loadTokenKeys(again.jwksFile, issuer))).toEqual(desk);
    });

    it('keep the private key for the owner, and out of the public set', () => {
      expect(statSync(files.privateKeyFile).mode & 0o777).toBe(0o600);
      const { keys: published } = JSON.parse(readFileSync(files.jwksFile, 'utf8')) as { keys: object[] };
      expect(published).toHaveLength(1);
      expect(published[0]).not.toHaveProperty('d');
    });
  });

  it.each<[string, string | null, RegExp]>([
    ['absent', null, /ENOENT.*CAP_TOKEN_JWKS_FILE/],
    ['no JSON', '{', /no JSON.*CAP_TOKEN_JWKS_FILE/],
    ['empty', '{"keys":[]}', /holds no key set/],
    ['private', '{"keys":[{"kty":"OKP","d":"x"}]}', /holds a private key/],
  ])('are not read with a key set that is %s', (name, content, message) => {
    const file = join(directory, `${name}.json`);
    if (content !== null) writeFileSync(file, content);
    expect(() => loadTokenKeys(file, issuer)).toThrow(message);
  });
});
