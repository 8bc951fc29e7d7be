import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseBody, CaseId, CommandId, Id, PersonBody, PersonId, ReferralId, TextId } from '@cap/contracts';
import { asInstant } from '@cap/contracts';
import { createDataSource } from '@cap/event-store';
import { createMasterKeyFile, loadMasterKey, type MasterKey } from '@cap/platform';
import { eventually, freshDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { Dossier, NotInDossier, PersonDiffers, UnacceptableBsn } from './dossier';
import type { Look } from './look';
import { dossierEntities } from './rows';
import { SealBroken } from './seal';

const canary = 'Kanarie Zonneveld-Ypsilon';
const anId = <T extends Id<string>>() => randomUUID() as unknown as T;
const look: Look = {
  who: { actorId: 'desk-1', role: 'desk', organisationId: null },
  at: asInstant('2028-01-03T09:00:00Z'),
  purpose: 'triage',
  commandId: anId<CommandId>(),
};
const youngPerson: PersonBody = { provisional: true, name: canary, birthDate: '2014-05-06', sex: 'other' };
const theCase: CaseBody = {
  targetGroups: ['mental-health'],
  expertise: ['trauma'],
  security: 'open',
  language: 'nl',
  postcode: 2511,
  situation: `${canary} kan niet thuis blijven.`,
};

function newMasterKey(): MasterKey {
  const directory = mkdtempSync(join(tmpdir(), 'cap-dossier-'));
  try {
    createMasterKeyFile(join(directory, 'master.key'));
    return loadMasterKey(join(directory, 'master.key'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe('the dossier', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let app: DataSource;
  let owner: DataSource;
  const masterKey = newMasterKey();
  const dossier = new Dossier(masterKey);

  beforeAll(async () => {
    database = await freshDatabase();
    app = await createDataSource({ url: database.appUrl, entities: dossierEntities }).initialize();
    owner = await createDataSource({ url: database.adminUrl, entities: dossierEntities, poolSize: 2 }).initialize();
  });
  afterAll(async () => {
    await app?.destroy();
    await owner?.destroy();
    await database?.drop();
  });

  const register = (person: PersonBody = youngPerson, newId = anId<PersonId>()) =>
    app.transaction((tx) => dossier.findOrCreatePerson(tx, person, newId, look));

  async function registerCase() {
    const { personId } = await register();
    const kept = { caseId: anId<CaseId>(), referralId: anId<ReferralId>(), personId, case: theCase };
    await dossier.keepCase(app.manager, kept, look);
    return kept;
  }

  /** The lines about one thing, oldest first. */
  const recordOf = (subjectId: string) =>
    app.query<Record<string, unknown>[]>('select * from access_record where subject_id = $1 order by id', [subjectId]);

  describe('gives back what it was given', () => {
    it('of a person', async () => {
      const { personId, created } = await register();
      expect(created).toBe(true);
      const { name, birthDate, sex } = youngPerson;
      expect(await dossier.readPerson(app.manager, personId, look)).toEqual({
        personId,
        name,
        birthDate,
        sex,
        provisional: true,
      });
    });

    it('of a case', async () => {
      const { caseId } = await registerCase();
      expect(await dossier.readCase(app.manager, caseId, look)).toEqual(theCase);
    });

    it('of a case as matching may see it: without a name and without words', async () => {
      const { caseId } = await registerCase();
      const needs = await dossier.caseNeeds(app.manager, caseId, look);
      expect(needs).toEqual({
        targetGroups: ['mental-health'],
        expertise: ['trauma'],
        security: 'open',
        language: 'nl',
        postcode: 2511,
        birthDate: '2014-05-06',
        sex: 'other',
      });
    });

    it('of a text', async () => {
      const { personId } = await register();
      const textId = anId<TextId>();
      await dossier.keepText(
        app.manager,
        { textId, personId, kind: 'decline-explanation', text: `Te ver. ${canary}` },
        look,
      );
      expect(await dossier.readText(app.manager, textId, look)).toBe(`Te ver. ${canary}`);
    });
  });

  describe('knows a person by the citizen service number', () => {
    it('gives the same id to the same number, and keeps what it knows', async () => {
      const first = await register({ bsn: '999990019', name: canary, birthDate: '2014-05-06', sex: 'male' });
      const again = await register({
        bsn: '999990019',
        name: 'Anders geschreven',
        birthDate: '2014-05-06',
        sex: 'male',
      });
      expect(again).toEqual({ personId: first.personId, created: false });
      expect((await dossier.readPerson(app.manager, first.personId, look)).name).toBe(canary);
      expect((await recordOf(first.personId)).map((line) => line['action'])).toEqual(['create', 'find', 'read']);
    });

    it.each<[string, Partial<PersonBody>]>([
      ['date of birth', { birthDate: '2014-06-05' }],
      ['sex', { sex: 'female' }],
    ])('refuses a known number with another %s, keeps what it knows and does not tell it', async (_, other) => {
      const person: PersonBody = { bsn: '999990020', name: canary, birthDate: '2014-05-06', sex: 'male' };
      const { personId } = await register(person);
      const refused = await register({ ...person, ...other }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(PersonDiffers);
      expect(String(refused)).not.toMatch(/Kanarie|2014|999990020/);
      expect(await dossier.readPerson(app.manager, personId, look)).toMatchObject({
        birthDate: '2014-05-06',
        sex: 'male',
      });
    });

    it('makes one person of two that come with a new number at the same time', async () => {
      const person: PersonBody = { bsn: '999900006', name: canary, birthDate: '2014-05-06', sex: 'female' };
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => register(person)));
      expect(new Set(outcomes.map(({ personId }) => personId)).size).toBe(1);
      expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
    });

    it('makes the person of the second when the first of two is rolled back', async () => {
      const person: PersonBody = { bsn: '999999990', name: canary, birthDate: '2014-05-06', sex: 'female' };
      const [firstId, secondId] = [anId<PersonId>(), anId<PersonId>()];
      let second: ReturnType<typeof register> | undefined;
      const first = app.transaction(async (tx) => {
        await dossier.findOrCreatePerson(tx, person, firstId, look);
        second = register(person, secondId);
        await untilSomebodyWaits();
        throw new Error('refused after all');
      });
      await expect(first).rejects.toThrow('refused after all');
      expect(await second).toEqual({ personId: secondId, created: true });
    });

    it('makes another person for each provisional registration', async () => {
      const [one, two] = [await register(), await register()];
      expect(one.personId).not.toBe(two.personId);
    });

    it.each<[string, Partial<PersonBody>]>([
      ['no number and not provisional', {}],
      ['a number that fails the eleven-test', { bsn: '999990018' }],
      ['a number outside the test range', { bsn: '111222333' }],
      ['a number and provisional', { bsn: '999990019', provisional: true }],
    ])('refuses %s', async (_, flaw) => {
      const person = { name: canary, birthDate: '2014-05-06', sex: 'female', ...flaw } as PersonBody;
      await expect(register(person)).rejects.toThrow(UnacceptableBsn);
    });
  });

  describe('does not open', () => {
    it('a row that was changed', async () => {
      const { caseId } = await registerCase();
      await owner.query(
        `update dossier_case set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where case_id = $1`,
        [caseId],
      );
      await expect(dossier.readCase(app.manager, caseId, look)).rejects.toThrow(SealBroken);
    });

    it("another person's row that was put in its place", async () => {
      const [mine, other] = [await registerCase(), await registerCase()];
      const swap =
        'update dossier_case set sealed = (select sealed from dossier_case where case_id = $2) where case_id = $1';
      await owner.query(swap, [mine.caseId, other.caseId]);
      await expect(dossier.readCase(app.manager, mine.caseId, look)).rejects.toThrow(SealBroken);
    });

    it('with another master key', async () => {
      const { personId } = await register();
      await expect(new Dossier(newMasterKey()).readPerson(app.manager, personId, look)).rejects.toThrow(SealBroken);
    });

    it('what is not there', async () => {
      await expect(dossier.readPerson(app.manager, anId<PersonId>(), look)).rejects.toThrow(NotInDossier);
    });
  });

  describe('keeps personal data out of sight', () => {
    it('has no name, birth date, word or number in any column of the database', async () => {
      const person: PersonBody = { bsn: '999990202', name: canary, birthDate: '2014-05-06', sex: 'female' };
      const { personId } = await register(person);
      const kept = { caseId: anId<CaseId>(), referralId: anId<ReferralId>(), personId, case: theCase };
      await dossier.keepCase(app.manager, kept, look);
      await dossier.keepText(
        app.manager,
        { textId: anId<TextId>(), personId, kind: 'triage-explanation', text: canary },
        look,
      );
      for (const secret of [canary, '999990202', '2014-05-06', 'thuis blijven'])
        expect(await columnsWith(secret)).toEqual([]);
    });

    it('would find it, were it there', async () => {
      await owner.query('create table planted as select $1::bytea as bytes, $2::jsonb as words', [
        Buffer.from(`x${canary}x`),
        JSON.stringify({ name: canary }),
      ]);
      expect((await columnsWith(canary)).sort()).toEqual(['planted.bytes', 'planted.words']);
      await owner.query('drop table planted');
    });
  });

  describe('keeps the access record', () => {
    it('with who, as what, when, why, in which command and about whom', async () => {
      const { caseId, personId } = await registerCase();
      await dossier.readCase(app.manager, caseId, {
        ...look,
        who: { ...look.who, role: 'referrer', organisationId: personId },
      });
      const lines = await recordOf(caseId);
      expect(lines).toHaveLength(2);
      expect(lines[1]).toMatchObject({
        at: '2028-01-03T09:00:00.000Z',
        actor_id: 'desk-1',
        actor_role: 'referrer',
        organisation_id: personId,
        subject_person: personId,
        subject_kind: 'case',
        action: 'read',
        purpose: 'triage',
        command_id: look.commandId,
      });
      expect(Math.abs(Date.parse(String(lines[1]!['recorded_at'])) - Date.now())).toBeLessThan(60_000);
    });

    it('also of a look at what does not open', async () => {
      const { personId } = await register();
      await owner.query(
        'update dossier_person set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where person_id = $1',
        [personId],
      );
      await expect(dossier.readPerson(app.manager, personId, look)).rejects.toThrow(SealBroken);
      expect((await recordOf(personId)).map((line) => line['action'])).toEqual(['create', 'read']);
    });

    it.each(['update access_record set actor_id = actor_id', 'delete from access_record', 'truncate access_record'])(
      'where the application cannot: %s',
      async (statement) => {
        await register();
        await expect(app.query(statement)).rejects.toThrow(/permission denied/);
      },
    );
  });

  it('has tables that are the same in the migration and in the entities', async () => {
    const { upQueries } = await owner.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  /** Until one connection of this database waits for the lock of another. */
  const untilSomebodyWaits = () =>
    eventually('a connection waits for a lock', async () => {
      const waiting = await owner.query<unknown[]>(
        'select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()',
      );
      return waiting.length > 0;
    });

  /** Columns in which a text stands, as it is or in bytes (PostgreSQL shows bytes in hexadecimal). */
  async function columnsWith(text: string): Promise<string[]> {
    const columns = await owner.query<{ table_name: string; column_name: string }[]>(
      `select table_name, column_name from information_schema.columns join pg_tables on tablename = table_name
        where table_schema = 'public' and schemaname = 'public'`,
    );
    const found: string[] = [];
    for (const { table_name: table, column_name: column } of columns) {
      const rows = await owner.query<unknown[]>(
        `select 1 from "${table}" where strpos("${column}"::text, $1) > 0 or strpos("${column}"::text, $2) > 0 limit 1`,
        [text, Buffer.from(text).toString('hex')],
      );
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  }
});
