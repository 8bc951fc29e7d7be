import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentKeys, loadTokenKeys, TokenIssuer, type Actor } from '@cap/access';
import { TokenReader } from '../edge/token-reader';

const issuer = 'https://cap.invalid/test';

/** Signed tokens of a test, and the reader that takes them. */
export class TestTokens {
  private constructor(
    readonly reader: TokenReader,
    private readonly issuer: TokenIssuer,
  ) {}

  static async make(): Promise<TestTokens> {
    const directory = mkdtempSync(join(tmpdir(), 'cap-live-tokens-'));
    try {
      const { jwksFile, privateKeyFile } = await createDevelopmentKeys(directory);
      const reader = new TokenReader(loadTokenKeys(jwksFile, issuer));
      return new TestTokens(reader, await TokenIssuer.fromFile(privateKeyFile, issuer));
    } finally {
      rmSync(directory, { recursive: true });
    }
  }

  /** A token that is valid for `seconds`; a negative number gives one that has expired. */
  of({ role, organisationId = null }: Pick<Actor, 'role'> & Partial<Actor>, seconds = 600): Promise<string> {
    return this.issuer.issue({ actorId: `${role}-1`, role, organisationId }, seconds);
  }
}
