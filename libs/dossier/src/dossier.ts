import type {
  CaseBody,
  CaseId,
  Id,
  LocalDate,
  PersonBody,
  PersonId,
  ProviderId,
  ReferralId,
  Sex,
  TextId,
} from '@cap/contracts';
import { subKey, type MasterKey, type SubKey } from '@cap/platform';
import type { EntityManager, EntityTarget, FindOptionsWhere } from 'typeorm';
import { isBsn, type BsnRange } from './bsn';
import { recordAccess, type Look } from './look';
import { PersonVault, type PersonKey } from './person-vault';
import { idAtProvider } from './provider-names';
import { CaseRow, PersonRow, TextRow } from './rows';

/** What a person's seal holds. */
interface Identity {
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  readonly bsn: string | null;
}

/** A young person, as those who may know see them. */
export interface PersonView {
  readonly personId: PersonId;
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  /** Registered without a citizen service number. */
  readonly provisional: boolean;
}

/** What matching reads of a case and its person: no name and no words. */
export type CaseNeeds = Omit<CaseBody, 'situation'> & Pick<PersonView, 'birthDate' | 'sex'>;

export const textKinds = ['return-explanation', 'triage-explanation', 'decline-explanation'] as const;
export type TextKind = (typeof textKinds)[number];

/** A person came with a text that is no citizen service number here, or with neither a number nor `provisional`. */
export class UnacceptableBsn extends Error {
  override readonly name = 'UnacceptableBsn';
}

/**
 * A person with this citizen service number is known, with another date of birth or sex: one of the two is mistyped, or
 * the number is somebody else's. The message does not tell what is known: who asks might not be allowed to know it.
 */
export class PersonDiffers extends Error {
  override readonly name = 'PersonDiffers';

  constructor() {
    super('The citizen service number is known with another date of birth or sex. Nothing was changed.');
  }
}

/** An id that should be in the dossier is not there. */
export class NotInDossier extends Error {
  constructor(kind: string, id: string) {
    super(`There is no ${kind} ${id} in the dossier. Its event and its row commit together: look for a wrong id.`);
    this.name = 'NotInDossier';
  }
}

/**
 * Personal data and free text. Every method works on the connection that it is given, so that an event, its texts and the
 * access record commit together; every method takes a `Look` and writes it down before anything is opened.
 */
export class Dossier {
  private readonly vault: PersonVault;
  private readonly providerNames: SubKey;

  constructor(
    masterKey: MasterKey,
    private readonly bsnRange: BsnRange = 'test',
  ) {
    this.vault = new PersonVault(masterKey);
    this.providerNames = subKey(masterKey, 'provider-names');
  }

  /** The id under which one provider knows a thing; two providers cannot tell that theirs stand for the same. */
  idAtProvider<T extends Id<string>>(providerId: ProviderId, of: Id<string>): T {
    return idAtProvider<T>(this.providerNames, providerId, of);
  }

  /** Whether this installation takes a text as a citizen service number. */
  takesBsn(text: unknown): text is string {
    return isBsn(text, this.bsnRange);
  }

  /**
   * The id of a person: that of the known person with this citizen service number, or else `newPersonId`. Two that come
   * with a new number at once get one person: the second waits for the first. What is known of a person stays as it was.
   * Throws `UnacceptableBsn`, or `PersonDiffers` when the number is known with another date of birth or sex.
   */
  async findOrCreatePerson(
    tx: EntityManager,
    person: PersonBody,
    newPersonId: PersonId,
    look: Look,
  ): Promise<{ personId: PersonId; created: boolean }> {
    const bsn = this.bsnOf(person);
    const blindIndex = bsn === null ? null : this.vault.blindIndex(bsn);
    const { key, wrapped } = this.vault.newKey(newPersonId);
    const { name, birthDate, sex } = person;
    const sealed = key.seal('person', newPersonId, {
      name,
      birthDate: birthDate as LocalDate,
      sex,
      bsn,
    } satisfies Identity);
    const added = await tx.query<unknown[]>(
      `insert into dossier_person (person_id, blind_index, wrapped_key, sealed, provisional, created_at)
       values ($1, $2, $3, $4, $5, $6) on conflict (blind_index) do nothing returning person_id`,
      [newPersonId, blindIndex, wrapped, sealed, bsn === null, look.at],
    );
    const created = added.length === 1;
    const personId = created ? newPersonId : await this.samePerson(tx, blindIndex, person);
    await recordAccess(tx, look, created ? 'create' : 'find', { personId, kind: 'person', id: personId });
    return { personId, created };
  }

  /** Keeps one version of a case. */
  async keepCase(
    tx: EntityManager,
    kept: { caseId: CaseId; referralId: ReferralId; personId: PersonId; case: CaseBody },
    look: Look,
  ): Promise<void> {
    const { caseId, referralId, personId } = kept;
    const { key } = await this.person(tx, personId);
    await recordAccess(tx, look, 'create', { personId, kind: 'case', id: caseId });
    await tx.insert(CaseRow, { caseId, referralId, personId, sealed: key.seal('case', caseId, kept.case) });
  }

  /** Keeps one free text about a person. */
  async keepText(
    tx: EntityManager,
    kept: { textId: TextId; personId: PersonId; kind: TextKind; text: string },
    look: Look,
  ): Promise<void> {
    const { textId, personId, kind } = kept;
    const { key } = await this.person(tx, personId);
    await recordAccess(tx, look, 'create', { personId, kind: 'text', id: textId });
    await tx.insert(TextRow, { textId, personId, kind, sealed: key.seal(kind, textId, kept.text) });
  }

  /** Who a person is. Throws `NotInDossier` or `SealBroken`. */
  async readPerson(tx: EntityManager, personId: PersonId, look: Look): Promise<PersonView> {
    const { row, key } = await this.person(tx, personId);
    await recordAccess(tx, look, 'read', { personId, kind: 'person', id: personId });
    const { name, birthDate, sex } = identityIn(row, key);
    return { personId, name, birthDate, sex, provisional: row.provisional };
  }

  /** One version of a case, with its words. Throws `NotInDossier` or `SealBroken`. */
  async readCase(tx: EntityManager, caseId: CaseId, look: Look): Promise<CaseBody> {
    return (await this.openCase(tx, caseId, look)).body;
  }

  /** One free text. Throws `NotInDossier` or `SealBroken`. */
  async readText(tx: EntityManager, textId: TextId, look: Look): Promise<string> {
    const text = await rowOf(tx, TextRow, 'text', textId, { textId });
    const { key } = await this.person(tx, text.personId as PersonId);
    await recordAccess(tx, look, 'read', { personId: text.personId as PersonId, kind: 'text', id: textId });
    return key.open<string>(text.kind, textId, text.sealed);
  }

  /** What a case asks of a place, for matching and for the fit that a provider sees (PRP-4). */
  async caseNeeds(tx: EntityManager, caseId: CaseId, look: Look): Promise<CaseNeeds> {
    const { body, row, key } = await this.openCase(tx, caseId, look);
    const { targetGroups, expertise, security, language, postcode } = body;
    const { birthDate, sex } = identityIn(row, key);
    return { targetGroups, expertise, security, language, postcode, birthDate, sex };
  }

  private async openCase(tx: EntityManager, caseId: CaseId, look: Look) {
    const kept = await rowOf(tx, CaseRow, 'case', caseId, { caseId });
    const personId = kept.personId as PersonId;
    const { row, key } = await this.person(tx, personId);
    await recordAccess(tx, look, 'read', { personId, kind: 'case', id: caseId });
    return { body: key.open<CaseBody>('case', caseId, kept.sealed), row, key };
  }

  private async person(tx: EntityManager, personId: PersonId): Promise<{ row: PersonRow; key: PersonKey }> {
    const row = await rowOf(tx, PersonRow, 'person', personId, { personId });
    return { row, key: this.vault.keyOf(personId, row.wrappedKey) };
  }

  /** The known person with a number. A name may be written in many ways; a date of birth and a sex may not. */
  private async samePerson(tx: EntityManager, blindIndex: Buffer | null, given: PersonBody): Promise<PersonId> {
    const row = blindIndex && (await tx.findOneBy(PersonRow, { blindIndex }));
    if (!row) throw new NotInDossier('person', 'with this number');
    const personId = row.personId as PersonId;
    const known = identityIn(row, this.vault.keyOf(personId, row.wrappedKey));
    if (known.birthDate !== given.birthDate || known.sex !== given.sex) throw new PersonDiffers();
    return personId;
  }

  private bsnOf({ bsn, provisional }: PersonBody): string | null {
    if (bsn === undefined && provisional === true) return null;
    if (provisional !== true && this.takesBsn(bsn)) return bsn;
    throw new UnacceptableBsn(
      'A person needs either a citizen service number that this installation takes (nine digits, eleven-test; the test ' +
        'range unless CAP_BSN_RANGE is "all"), or `provisional: true` and no number.',
    );
  }
}

const identityIn = (row: PersonRow, key: PersonKey): Identity => key.open<Identity>('person', row.personId, row.sealed);

async function rowOf<R extends object>(
  tx: EntityManager,
  table: EntityTarget<R>,
  kind: string,
  id: string,
  where: FindOptionsWhere<R>,
): Promise<R> {
  const row = await tx.findOneBy(table, where);
  if (!row) throw new NotInDossier(kind, id);
  return row;
}
