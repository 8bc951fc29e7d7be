import { createSecretKey, randomUUID } from 'node:crypto';
import { asId, refuse, type CommandId, type ProposalId, type ReferralId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import { subKey, type MasterKey } from '@cap/platform';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import { CommandIdReused, CommandRunner, type CommandEnvelope } from './run-command';
import type { CommandActor, UnitOfWork } from './unit-of-work';
import { Wakeup } from './wakeup';

const withdrawn: ReferralEvent = { type: 'ReferralWithdrawn', data: { reason: 'no-longer-needed' } };
const key = subKey(createSecretKey(Buffer.alloc(32, 7)) as MasterKey, 'command');
const desk: CommandActor = { actorId: 'desk-1', role: 'desk', organisationId: null };

let database: TestDatabase;
let dataSource: DataSource;
let runner: CommandRunner;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 12 }).initialize();
  runner = new CommandRunner(dataSource, new Wakeup(dataSource), key);
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const envelope = (content: object = {}, commandId = asId<CommandId>(randomUUID()), actor = desk): CommandEnvelope => ({
  actor,
  commandId,
  content,
});
const appendTo = (id: string) => async (work: UnitOfWork) => {
  const { version } = await work.load('referral', id);
  await work.append('referral', id, version, [withdrawn]);
  return { made: work.id<ProposalId>('proposal'), version: version + 1 };
};
function openGate() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((opened) => (resolve = opened));
  return { promise, resolve };
}
async function rowCounts(): Promise<unknown> {
  const [row] = await dataSource.query<object[]>(
    `select (select count(*) from event) as events, (select count(*) from log_pending) as pending,
            (select count(*) from command) as commands, (select count(*) from deadline) as deadlines`,
  );
  return row;
}

describe('the same command twice does one thing', () => {
  it('twenty times at once: one effect, and the same answer for all', async () => {
    const stream = randomUUID();
    const command = envelope({ unitId: 'a' });
    let decided = 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        runner.run(command, (work) => {
          decided++;
          return appendTo(stream)(work);
        }),
      ),
    );
    const first = { version: 1, made: expect.any(String) };
    const written = [{ streamType: 'referral', streamId: stream, version: 1 }];
    const repeats = answers.filter((answer) => 'repeated' in answer && answer.repeated);
    expect(repeats).toEqual(Array.from({ length: 19 }, () => ({ answer: first, written, repeated: true })));
    expect(new Set(answers.map((answer) => 'answer' in answer && answer.answer.made)).size).toBe(1);
    expect(decided).toBe(1);
    expect(await rowCounts()).toMatchObject({ events: 1, commands: 1 });
  });

  it('a repeat waits for the first to end, and then gets its answer', async () => {
    const command = envelope();
    const gate = openGate();
    const first = runner.run(command, async (work) => {
      await gate.promise;
      return appendTo(randomUUID())(work);
    });
    await eventually('the first is in its transaction', () => waiting('Client'));
    let ended = false;
    const repeat = runner.run(command, appendTo(randomUUID())).finally(() => (ended = true));
    await eventually('the repeat waits for the first', () => waiting('Lock'));
    expect(ended).toBe(false);
    gate.resolve();
    expect(await repeat).toEqual({ ...(await first), repeated: true });
  });

  /** Whether a command of this database waits for its client (between two statements) or for a lock. */
  async function waiting(what: 'Client' | 'Lock'): Promise<boolean> {
    const rows = await dataSource.query<object[]>(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = $1
          and query like '%begin_command%' and pid <> pg_backend_pid() and state <> 'idle'`,
      [what],
    );
    return rows.length > 0;
  }

  it('other content under the same id changes nothing, and the error names the fields', async () => {
    const command = envelope({ unitId: 'a', plannedFrom: '2028-01-04', note: { a: 1, b: 2 } });
    await runner.run(command, appendTo(randomUUID()));
    const other = { ...command, content: { unitId: 'b', note: { b: 2, a: 1 }, reason: 'x' } };
    const again = runner.run(other, appendTo(randomUUID()));
    await expect(again).rejects.toBeInstanceOf(CommandIdReused);
    await expect(again).rejects.toMatchObject({ fields: ['plannedFrom', 'reason', 'unitId'] });
    expect(await rowCounts()).toMatchObject({ events: 1, commands: 1 });
  });

  it('keeps no content, only what tells whether it is the same', async () => {
    await runner.run(envelope({ name: 'Kanarie Geelveer' }), appendTo(randomUUID()));
    const rows = await dataSource.query<object[]>('select * from command');
    expect(JSON.stringify(rows)).not.toContain('Kanarie');
    expect(JSON.stringify(rows)).toContain('"name"');
  });

  it('the same id of another actor is another command, and makes other things', async () => {
    const commandId = asId<CommandId>(randomUUID());
    const other = { ...desk, actorId: 'desk-2' };
    const made = await Promise.all([
      runner.run(envelope({}, commandId), appendTo(randomUUID())),
      runner.run(envelope({}, commandId, other), appendTo(randomUUID())),
    ]);
    const ids = made.map((carried) => 'answer' in carried && carried.answer.made);
    expect(new Set(ids).size).toBe(2);
    expect(await rowCounts()).toMatchObject({ events: 2, commands: 2 });
  });
});

describe('one transaction', () => {
  it('a refusal is answered, leaves nothing, and is not remembered: the same id is decided anew', async () => {
    const command = envelope();
    const stream = randomUUID();
    const no = refuse('no-free-place', { unitId: 'a' });
    const refused = await runner.run(command, async (work) => {
      await appendTo(stream)(work);
      return no;
    });
    expect(refused).toEqual(no);
    expect(await rowCounts()).toEqual({ events: 0, pending: 0, commands: 0, deadlines: 0 });
    expect(await runner.run(command, appendTo(stream))).toMatchObject({ repeated: false, answer: { version: 1 } });
  });

  it('a crash inside leaves nothing of it', async () => {
    const command = envelope();
    const stream = randomUUID();
    const crash = runner.run(command, async (work) => {
      await appendTo(stream)(work);
      await work.setDeadline({
        kind: 'proposal-expiry',
        streamType: 'referral',
        streamId: stream,
        reference: asId<ReferralId>(randomUUID()),
        dueAt: work.at,
      });
      throw new Error('the process fell over');
    });
    await expect(crash).rejects.toThrow('the process fell over');
    expect(await rowCounts()).toEqual({ events: 0, pending: 0, commands: 0, deadlines: 0 });
    expect(await runner.run(command, appendTo(stream))).toMatchObject({ repeated: false });
  });

  it('the one that was second on a stream is decided anew, on what the first left', async () => {
    const stream = randomUUID();
    const bothRead = openGate();
    let decided = 0;
    const decide = async (work: UnitOfWork) => {
      const { version } = await work.load('referral', stream);
      if (++decided === 2) bothRead.resolve();
      if (decided <= 2) await bothRead.promise;
      await work.append('referral', stream, version, [withdrawn]);
      return { version: version + 1 };
    };
    const carried = await Promise.all([runner.run(envelope(), decide), runner.run(envelope(), decide)]);
    expect(carried.map((one) => 'answer' in one && one.answer.version).sort()).toEqual([1, 2]);
    expect(decided).toBe(3);
  });

  it('the one that fails on what another changed before it came to its append is decided anew', async () => {
    const stream = randomUUID();
    const [read, changed] = [openGate(), openGate()];
    let decided = 0;
    const second = runner.run(envelope(), async (work) => {
      decided++;
      const { version } = await work.load('referral', stream);
      if (version === 0) {
        read.resolve();
        await changed.promise;
        throw new Error('the claim is not as it was read');
      }
      return { version };
    });
    await read.promise;
    await runner.run(envelope(), appendTo(stream));
    changed.resolve();
    expect(await second).toMatchObject({ answer: { version: 1 } });
    expect(decided).toBe(2);
  });

  it('is dated by the business clock, and its isolation is READ COMMITTED', async () => {
    await dataSource.query(`update business_clock set stepped_to = '2028-02-01T10:00:00Z'`);
    await runner.run(envelope(), async (work) => {
      expect(work.at).toBe('2028-02-01T10:00:00.000Z');
      expect(await work.manager.query('show transaction_isolation')).toEqual([
        { transaction_isolation: 'read committed' },
      ]);
      return {};
    });
  });
});
