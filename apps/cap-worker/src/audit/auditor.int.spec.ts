import { randomUUID } from 'node:crypto';
import { isRefusal } from '@cap/contracts';
import { createDataSource, openViolations } from '@cap/event-store';
import { JsonLogger } from '@cap/platform';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { AcceptProposal, ConfirmAdmission, DeclineProposal, EndStay } from '@cap/use-cases';
import type { DataSource } from 'typeorm';
import { Region } from '../region.fixture';
import { Auditor } from './auditor';
import { checks } from './checks';

const children = ['999990007', '999990019', '999990020', '999990032'] as const;

let database: TestDatabase;
let region: Region;
let owner: DataSource;
let auditors: Auditor[];
const lines: string[] = [];

/** A declined proposal, one that waits, a stay that ended, one that runs; all lists and feeds are level with the log. */
beforeAll(async () => {
  database = await freshDatabase();
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z', ['project', 'publish']);
  owner = await createDataSource({ url: database.adminUrl, poolSize: 2 }).initialize();
  await live();
  const head = `(select max(position) from log_order)`;
  await eventually('every list is level', async () => {
    const [row] = await owner.query<{ level: boolean }[]>(
      `select count(*) filter (where position = ${head}) = 4 and not exists (select from log_pending)
          and not exists (select from unit_changed) as level from checkpoint`,
    );
    return row!.level;
  });
  const log = new JsonLogger('test', (line) => void lines.push(line));
  auditors = [1, 2].map(() => new Auditor(region.dataSource, log, randomUUID(), checks, 5));
  for (const auditor of auditors) auditor.start();
});
afterAll(async () => {
  for (const auditor of auditors) await auditor.stop();
  await owner.destroy();
  await region.close();
  await database.drop();
});

async function live(): Promise<void> {
  const unit = await region.unit(6);
  const planner = () => region.given('planner', region.providerId);
  const proposals = [];
  for (const bsn of children) proposals.push((await region.propose(await region.referral(bsn), unit)).proposalId);
  const [waits, declined, leaves, stays] = proposals;
  expect(waits).toBeDefined();
  const carry = async (command: Parameters<typeof region.commands.execute>[0]) => {
    const outcome = (await region.commands.execute(command)) as { answer: { stayId: never } } | object;
    if (isRefusal(outcome)) throw new Error(`${outcome.refused} ${JSON.stringify(outcome.values)}`);
    return (outcome as { answer: { stayId: never } }).answer;
  };
  await carry(
    new DeclineProposal(planner(), { proposalId: declined!, reason: 'safety-in-the-group', explanation: 'Te druk.' }),
  );
  const on = '2028-01-03';
  for (const proposalId of [leaves!, stays!]) {
    const { stayId } = await carry(new AcceptProposal(planner(), { proposalId, plannedFrom: on as never }));
    await carry(
      new ConfirmAdmission(planner(), { stayId, ...(proposalId === stays ? { on } : { at: `${on}T08:30:00Z` }) }),
    );
    if (proposalId === leaves)
      await carry(new EndStay(planner(), { stayId, on, reason: 'purpose-reached', destination: 'home' }));
  }
  await region.bypass('999990044', unit, `${on}T08:00:00Z`);
}

const roundsOf = async () => new Map((await openViolations(owner)).map(({ check, rounds }) => [check, rounds]));
const openOf = async (check: string) => (await openViolations(owner)).find((one) => one.check === check);

/** Lets the two events of the table `pair` change places; twice is nothing. */
const swapPair = `
  update log_order set position = -position where position in (select position from pair);
  update log_order set position = (select sum(position) from pair) + position where position < 0`;

/** A violation that its owner plants in the tables, the check that finds it, and how it is repaired. */
const planted: readonly (readonly [check: string, what: string, plant: string, repair: string])[] = [
  [
    'claims-follow-log',
    'claim-differs',
    `update place_claim set status = 'released' where status = 'held'`,
    `update place_claim set status = 'held' where status = 'released'
        and proposal_id in (select proposal_id from proposal_list where status = 'open')`,
  ],
  [
    'claims-follow-log',
    'claim-missing',
    `create table kept as select * from place_claim where origin = 'bypass'; delete from place_claim where origin = 'bypass'`,
    `insert into place_claim select * from kept; drop table kept`,
  ],
  [
    'claims-follow-log',
    'claim-without-cause',
    `insert into place_claim (placement_id, unit_id, person_id, stay_id, origin, status, holds_from, admitted_by)
     select gen_random_uuid(), unit_id, gen_random_uuid(), gen_random_uuid(), 'inherited', 'admitted', '2028-01-03', '2028-01-03' from unit`,
    `delete from place_claim where origin = 'inherited'`,
  ],
  [
    'deadlines-follow-log',
    'deadline-differs',
    `update deadline set due_at = due_at + interval '1 hour' where settled_at is null`,
    `update deadline set due_at = due_at - interval '1 hour' where settled_at is null`,
  ],
  [
    'deadlines-follow-log',
    'deadline-without-cause',
    `insert into deadline (deadline_id, kind, stream_type, stream_id, reference, due_at)
     values (gen_random_uuid(), 'stay-start', 'young-person', gen_random_uuid(), gen_random_uuid(), '2028-01-03')`,
    `delete from deadline where due_at = '2028-01-03'`,
  ],
  [
    'log-has-deadlines',
    'deadline-missing',
    `create table kept as select * from deadline where kind = 'stay-start'; delete from deadline where kind = 'stay-start'`,
    `insert into deadline select * from kept; drop table kept`,
  ],
  [
    'referral-list-follows-log',
    'row-differs',
    `update referral_list set status = 'returned' where status = 'placed'`,
    `update referral_list set status = 'placed' where status = 'returned'`,
  ],
  [
    'proposal-list-follows-log',
    'row-differs',
    `update proposal_list set expires_at = expires_at + interval '1 hour'`,
    `update proposal_list set expires_at = expires_at - interval '1 hour'`,
  ],
  [
    'stay-list-follows-log',
    'row-missing',
    `create table kept as select * from stay_list where status = 'ended'; delete from stay_list where status = 'ended'`,
    `insert into stay_list select * from kept; drop table kept`,
  ],
  [
    'finding-list-follows-log',
    'row-without-cause',
    `update finding_list set finding_id = gen_random_uuid()`,
    `update finding_list set finding_id = (select stream_id from event where stream_type = 'finding')`,
  ],
  [
    'log-is-dense',
    'position-skipped',
    `update log_order set position = position + 1000 where position = (select max(position) from log_order)`,
    `update log_order set position = position - 1000 where position = (select max(position) from log_order)`,
  ],
  [
    'log-is-dense',
    'version-out-of-order',
    `create table pair as select position from log_order join event using (insert_no)
       where stream_type = 'referral' and version <= 2
         and stream_id = (select stream_id from event where stream_type = 'referral' limit 1);
     ${swapPair}`,
    `${swapPair}; drop table pair`,
  ],
  [
    'events-have-positions',
    'event-without-position',
    `create table kept as select * from log_order where position = 3; delete from log_order where position = 3`,
    `insert into log_order select * from kept; drop table kept`,
  ],
  [
    'feeds-are-numbered',
    'number-beyond-head',
    `update feed_head set change_no = change_no - 1 where feed = 'referrals'`,
    `update feed_head set change_no = change_no + 1 where feed = 'referrals'`,
  ],
  [
    'feeds-are-numbered',
    'number-given-twice',
    `create table kept as select * from feed_row where feed = 'referrals';
     update feed_row set change_no = 1 where feed = 'referrals'`,
    `delete from feed_row where feed = 'referrals'; insert into feed_row select * from kept; drop table kept`,
  ],
];

describe('the auditor', () => {
  it('finds nothing where nothing is wrong, in whole rounds of every check', async () => {
    await eventually('every check looked at everything twice', async () => {
      const rounds = await roundsOf();
      return checks.every(({ name }) => (rounds.get(name) ?? 0) >= 2);
    });
    expect((await openViolations(owner)).filter(({ open }) => open > 0)).toEqual([]);
    expect(lines).toEqual([]);
  });

  it.each(planted)('%s: finds %s, and reports it until it is repaired', async (check, what, plant, repair) => {
    await owner.query(plant);
    await eventually('it is found', async () => ((await openOf(check))?.first ?? []).some((one) => one.what === what));
    const rounds = (await openOf(check))!.rounds;
    await eventually('two rounds later', async () => (await openOf(check))!.rounds >= rounds + 2);
    const { open, first } = (await openOf(check))!;
    expect(open).toBeGreaterThan(0);
    for (const { subject } of first) expect(subject).toMatch(/^[a-z-]*[/:]?[0-9a-f-]+$/);
    await owner.query(repair);
    await eventually('nothing is wrong any more', async () =>
      (await openViolations(owner)).every((one) => one.open === 0),
    );
  });

  it('tells the log what it found, by opaque ids', () => {
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(told.map(({ what }) => what))).toEqual(new Set(planted.map(([, what]) => what)));
    expect(JSON.stringify(told)).not.toContain('left out');
  });

  it('has a planted violation for every check', () => {
    expect(new Set(planted.map(([check]) => check))).toEqual(new Set(checks.map(({ name }) => name)));
  });
});
