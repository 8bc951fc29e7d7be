import { Injectable } from '@nestjs/common';
import { TokenRejected, verifyToken, type TokenKeys } from '@cap/access';
import type { CommandActor } from '@cap/event-store';

/** Reads the actor from a signed token. Later only the issuer changes: the keys come from its published set. */
@Injectable()
export class TokenReader {
  constructor(private readonly keys: TokenKeys) {}

  /** Null when the token is not valid (any more). */
  async read(token: string): Promise<CommandActor | null> {
    try {
      return await verifyToken(token, this.keys);
    } catch (error) {
      if (error instanceof TokenRejected) return null;
      throw error;
    }
  }
}
