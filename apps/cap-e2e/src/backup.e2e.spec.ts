import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReferralView } from '@cap/contracts';
import { connected } from '@cap/local-services';
import { eventually } from '@cap/testing';
import { BusyReferrers } from './support/busy-referrers';
import { canary, submissionOf } from './support/canary';
import { submission } from './support/bodies';
import { Region, type Office } from './support/region';
import { runProgram } from './support/run-program';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

jest.setTimeout(220_000);

const program = join(__dirname, '../../../tools/starter/dist/backup/cli.js');
const words = canary();
const run = (...args: string[]) => runProgram(process.execPath, [program, ...args]);

let cap: Cap;
let region: Region;
let office: Office;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cap-backup-'));
  chmodSync(folder, 0o711);
  cap = await startCap();
  region = await Region.open(cap.apis[0]!);
  office = await region.registerReferrer();
}, startMs);
afterAll(async () => {
  await endCap(cap);
  rmSync(folder, { recursive: true, force: true });
}, startMs);

const rows = <Row extends object>(sql: string): Promise<Row[]> =>
  connected(cap.databaseUrl(), async (client) => (await client.query<Row>(sql)).rows);
/** How many the auditor has at least. */
const checks = 10;
const rounds = async (): Promise<Map<string, number>> => {
  const ended = await rows<{ check: string; rounds: number }>(
    'select check_name as check, rounds::integer from audit_round',
  );
  return new Map(ended.map((one) => [one.check, one.rounds]));
};

/** What the auditor finds when it has been around. A new process begins its rounds anew, so all is of the database as it is now. */
async function violationsSince(before: ReadonlyMap<string, number>): Promise<object[]> {
  await eventually(
    'the auditor looked at everything again',
    async () => {
      const now = await rounds();
      return now.size >= checks && [...now].every(([check, count]) => count > (before.get(check) ?? 0));
    },
    { within: 60_000 },
  );
  return rows('select check_name, what, subject from invariant_violation where resolved_at is null');
}

const epochs = async (): Promise<number[]> =>
  (await rows<{ epoch: number }>('select epoch::float8 as epoch from feed_head')).map(({ epoch }) => epoch);

it(
  'a backup made while people work, restored elsewhere, has all that was acknowledged before, and adds up',
  async () => {
    const { referralId } = await office.referrer.give<ReferralView>('/v1/referrals', submissionOf(words));
    const busy = new BusyReferrers(office, 1);
    await eventually('referrals are being acknowledged', () => busy.acknowledged.length >= 5);
    const before = [referralId, ...busy.acknowledged.map((sent) => sent.referralId)];
    const made = await run('backup', '--directory', cap.directory, '--to', join(folder, 'copy'));
    expect(made).toMatchObject({ code: 0, complained: '' });
    await eventually('people went on meanwhile', () => busy.acknowledged.length > before.length);
    await busy.stop();
    const former = await epochs();
    expect(former.length).toBeGreaterThan(0);
    await cap.stop();

    const restored = join(folder, 'restored');
    expect(await run('restore', '--from', join(folder, 'copy'), '--directory', restored)).toMatchObject({
      code: 0,
      complained: '',
    });
    rmSync(cap.directory, { recursive: true });
    cap = await startCap({ after: { ...cap, directory: restored } });
    const audited = await rounds();
    await region.settle();
    const submitted = await rows<{ id: string }>(`select stream_id as id from event where type = 'ReferralSubmitted'`);
    const there = submitted.map(({ id }) => id);
    const known = new Set([referralId, ...busy.acknowledged.map((sent) => sent.referralId)]);
    expect(there).toEqual(expect.arrayContaining(before));
    expect(there.filter((id) => !known.has(id))).toEqual([]);
    const { case: told } = await office.referrer.read<ReferralView>(`/v1/referrals/${referralId}`);
    expect(told?.situation).toBe(words.situation);
    expect(Math.min(...(await epochs()))).toBeGreaterThan(Math.max(...former) + 1_000_000);
    await office.referrer.give('/v1/referrals', submission());
    expect(await violationsSince(audited)).toEqual([]);
  },
  startMs,
);

it('without its key nothing is read in it, and it is not restored', async () => {
  const database = join(folder, 'copy/database');
  const files = readdirSync(database, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.map((file) => readFileSync(join(file.parentPath, file.name)));
  const isThere = (text: string): boolean => bytes.some((content) => content.includes(text));
  expect(isThere('Toegang (verzonnen)')).toBe(true);
  expect([words.name, words.situation, words.bsn].filter(isThere)).toEqual([]);

  rmSync(join(folder, 'copy/keys/master-key'));
  const refused = await run('restore', '--from', join(folder, 'copy'), '--directory', join(folder, 'again'));
  expect(refused).toMatchObject({ code: 1, complained: expect.stringContaining('ontbreekt master-key') });
});
