import type { KeyObject } from 'node:crypto';
import type { PersonId } from '@cap/contracts';
import { hmac, subKey, type MasterKey, type SubKey } from '@cap/platform';
import { newDataKey, open, seal, unwrapKey, wrapKey } from './seal';

/** The keys of the dossier: which sub keys there are, and where a value is bound to. */
export class PersonVault {
  private readonly wrappingKey: SubKey;
  private readonly bsnKey: SubKey;

  constructor(masterKey: MasterKey) {
    this.wrappingKey = subKey(masterKey, 'dossier-wrapping');
    this.bsnKey = subKey(masterKey, 'bsn');
  }

  /** Finds a person again by their citizen service number; without the key it tells nothing of the number. */
  blindIndex(bsn: string): Buffer {
    return hmac(this.bsnKey, bsn);
  }

  /** A key of their own for a new person, and how it is stored. */
  newKey(personId: PersonId): { key: PersonKey; wrapped: Buffer } {
    const key = newDataKey();
    return { key: new PersonKey(key, personId), wrapped: wrapKey(this.wrappingKey, key, personId) };
  }

  /** The key of a person that is in the dossier. Throws `SealBroken`. */
  keyOf(personId: PersonId, wrapped: Buffer): PersonKey {
    return new PersonKey(unwrapKey(this.wrappingKey, wrapped, personId), personId);
  }
}

/** Seals and opens what belongs to one person. Each value is bound to its person, kind and id. */
export class PersonKey {
  constructor(
    private readonly key: KeyObject,
    private readonly personId: PersonId,
  ) {}

  seal(kind: string, id: string, content: unknown): Buffer {
    return seal(this.key, Buffer.from(JSON.stringify(content)), this.place(kind, id));
  }

  /** What `seal` was given. Throws `SealBroken`. */
  open<T>(kind: string, id: string, sealed: Buffer): T {
    return JSON.parse(open(this.key, sealed, this.place(kind, id)).toString('utf8')) as T;
  }

  private place(kind: string, id: string): string {
    return `${this.personId}/${kind}/${id}`;
  }
}
