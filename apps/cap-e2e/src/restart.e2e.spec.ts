import type { Page, ProposalView, ReferralView } from '@cap/contracts';
import { connected } from '@cap/local-services';
import { eventually } from '@cap/testing';
import { submission } from './support/bodies';
import { BusyReferrers } from './support/busy-referrers';
import { planned, proposed, readStay } from './support/placing';
import { descendantsOf, processesOn, programBelow, untilGone, type ProcessInfo } from './support/processes';
import { Region, type House } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

jest.setTimeout(240_000);

const apiProgram = 'apps/cap-api/dist/main.js';
const workerProgram = 'apps/cap-worker/dist/main.js';
const many = 20;

let cap: Cap;
let region: Region;
let house: House;

beforeAll(async () => {
  cap = await startCap();
  region = await Region.open(cap.apis[0]!);
  house = await region.registerHouse({ ceiling: 50 }, 20);
}, startMs);
afterAll(() => endCap(cap), startMs);

/** Kills with -9, waits until everything that belonged to the instance is gone, and starts on the same folder. */
async function restartAfterKilling(victims: readonly number[]): Promise<void> {
  const all = descendantsOf(cap.pid);
  for (const pid of victims) process.kill(pid, 'SIGKILL');
  await cap.ended;
  await untilGone(all);
  cap = await startCap({ after: cap });
}

/** While referrers are busy something is killed; afterwards every acknowledged referral is there, and each once. */
async function losesNothing(kill: () => Promise<void>): Promise<void> {
  const office = await region.registerReferrer();
  const busy = new BusyReferrers(office, 4);
  await eventually('referrals are being acknowledged', () => busy.acknowledged.length >= many);
  await kill();
  await busy.stop();
  const sentAgain = await eventually('what was not answered is taken', () => busy.sendAgain());
  const expected = [...busy.acknowledged.map(({ referralId }) => referralId), ...sentAgain];
  await region.settle();
  const { items } = await office.referrer.read<Page<ReferralView>>('/v1/referrals?limit=200');
  expect(items.map(({ referralId }) => referralId).sort()).toEqual(expected.sort());
  const numbers = new Set(items.map(({ number }) => number));
  expect(numbers.size).toBe(expected.length);
}

const postgres = (): ProcessInfo => programBelow(cap.pid, `-D ${cap.directory}`);

describe('after kill -9', () => {
  it(
    'of the starter, the next start goes on where it was',
    async () => {
      await losesNothing(() => restartAfterKilling([cap.pid]));
    },
    startMs,
  );

  it(
    'of PostgreSQL, all ends with an error code and a reason; the next start goes on where it was',
    async () => {
      const killed = cap;
      await losesNothing(() => restartAfterKilling([postgres().pid]));
      expect(await killed.ended).toBe(1);
      expect(killed.output.join('\n')).toContain('PostgreSQL is onverwacht gestopt');
    },
    startMs,
  );

  it(
    'of the API, it is started again, and the others go on',
    async () => {
      const [starter, database, worker] = [cap.pid, postgres().pid, programBelow(cap.pid, workerProgram).pid];
      await losesNothing(async () => {
        const { pid } = programBelow(cap.pid, apiProgram);
        process.kill(pid, 'SIGKILL');
        await eventually(
          'another API process answers',
          () => region.now().then(() => programBelow(starter, apiProgram).pid !== pid),
          {
            within: 60_000,
          },
        );
      });
      expect([cap.pid, postgres().pid, programBelow(cap.pid, workerProgram).pid]).toEqual([starter, database, worker]);
    },
    startMs,
  );
});

describe('a proposal', () => {
  it(
    'whose deadline passed while nothing ran expires once, after the restart',
    async () => {
      const office = await region.registerReferrer();
      const { proposalId, referralId, expiresAt } = await proposed(
        region,
        office,
        house,
        submission({ urgency: 'crisis' }),
      );
      const kept = await planned(region, office, house);
      await region.settle();
      const worker = programBelow(cap.pid, workerProgram).pid;
      process.kill(worker, 'SIGSTOP');
      await region.stepTo(expiresAt);
      expect(await region.desk.read(`/v1/referrals/${referralId}`)).toMatchObject({ version: 3 });
      await restartAfterKilling([worker, cap.pid]);

      await region.settle();
      const proposal = await house.planner.read<ProposalView>(`/v1/proposals/${proposalId}`);
      expect(proposal).toMatchObject({ status: 'expired', answeredAt: expiresAt });
      const { rows } = await connected(cap.databaseUrl(), (database) =>
        database.query(`select type from event where stream_id = $1 order by version`, [referralId]),
      );
      expect(rows.map(({ type }) => type)).toEqual([
        'ReferralSubmitted',
        'ReferralAdmittedToMatching',
        'PlaceProposed',
        'ProposalExpired',
      ]);
      expect(await readStay(house.planner, kept.stayId)).toMatchObject({ status: 'planned' });
    },
    startMs,
  );
});

describe('Ctrl-C', () => {
  it(
    'ends everything cleanly and leaves no process',
    async () => {
      const all = descendantsOf(cap.pid);
      expect(all.length).toBeGreaterThan(3);
      expect(await cap.stop('SIGINT')).toBe(0);
      await untilGone(all);
      expect(processesOn(cap.directory)).toEqual([]);
      cap = await startCap({ after: cap });
      await region.settle();
    },
    startMs,
  );
});
