import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, ProposalView, ReferralView, StuckWorkView } from '@cap/contracts';
import { createKafka, createProducer, reportTopic, writeCloudEvent, cloudEventTypes } from '@cap/kafka';
import { connected } from '@cap/local-services';
import { eventually, kafkaForTests } from '@cap/testing';
import { axeFindings, startBrowser, type Browser } from './browser';
import { submission } from './support/bodies';
import { send } from './support/http';
import { operate } from './support/operate';
import { propose, proposed, submit, toMatching } from './support/placing';
import { Region, type House, type Office } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

jest.setTimeout(250_000);

const kafka = kafkaForTests();
const waiting = 30_000;

let cap: Cap;
let region: Region;
let office: Office;
let browser: Browser;

beforeAll(async () => {
  [cap, browser] = await Promise.all([startCap({ kafka }), startBrowser()]);
  region = await Region.open(cap.apis[0]!);
  office = await region.registerReferrer();
}, startMs);
afterAll(async () => {
  await browser?.close();
  await endCap(cap);
}, startMs);

/** What somebody did to the database whom nobody asked, and what the operator did to repair it. */
const inDatabase = (sql: string) => connected(cap.databaseUrl(), (database) => database.query(sql));
const health = async (path: string) =>
  send<StuckWorkView & { status: string }>({ method: 'GET', url: `${cap.apis[0]}/health/${path}` });
const details = async () => (await health('details')).body;
const metric = async (name: string): Promise<string | undefined> => {
  const { body } = await send<string>({ method: 'GET', url: `${cap.apis[0]}/metrics` });
  return body
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);
};
async function pageSays(...texts: (string | RegExp)[]): Promise<void> {
  const page = await browser.open(cap.apis[0]!);
  for (const text of texts) await page.getByText(text).first().waitFor({ timeout: waiting });
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
}

describe('a read model whose event cannot be applied', () => {
  it(
    'stands still while the others go on, is seen, and goes on without a restart once the cause is repaired',
    async () => {
      const house = await region.registerHouse();
      await inDatabase(`alter table referral_list add constraint planted check (urgency <> 'urgent') not valid`);
      const { referralId: poisoned } = await submit(office, submission({ urgency: 'urgent' }));
      const later = await toMatching(region, office);
      const { proposalId } = await propose(region, later, house);

      const halted = await eventually(
        'the list of referrals stands still',
        async () => (await details()).readers.find((reader) => reader.haltedAt !== null && reader.behind > 2),
        { within: waiting },
      );
      expect(halted).toMatchObject({ reader: 'referral-list', haltedBecause: 'QueryFailedError 23514' });
      expect(halted.position).toBe(halted.haltedAt! - 1);
      await eventually('the list of proposals went on', async () => {
        const { items } = await region.desk.read<Page<ProposalView>>('/v1/proposals');
        return items.some((proposal) => proposal.proposalId === proposalId);
      });
      expect(await health('ready')).toMatchObject({ status: 200, body: { status: 'degraded' } });
      expect(await metric('cap_reader_halted{reader="referral-list"}')).toBe('1');
      expect(await metric('cap_reader_halted{reader="proposal-list"}')).toBe('0');
      await pageSays(/Het overzicht van aanmeldingen staat stil/, 'npm run operate -- readers resume referral-list');

      const tooEarly = await operate(cap, 'readers', 'resume', 'referral-list');
      expect(tooEarly).toMatchObject({ code: 1, said: expect.stringContaining('staat weer stil') as string });
      await inDatabase('alter table referral_list drop constraint planted');
      const { code, said } = await operate(cap, 'readers', 'resume', 'referral-list');
      expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('gaat verder') as string });

      await region.settle();
      const { items } = await region.desk.read<Page<ReferralView>>('/v1/referrals');
      const truth = [poisoned, later].map((id) => region.desk.read<ReferralView>(`/v1/referrals/${id}`));
      for (const { referralId, status, urgency, version } of await Promise.all(truth))
        expect(items.find((item) => item.referralId === referralId)).toMatchObject({ status, urgency, version });
      expect((await details()).readers.every(({ haltedAt, behind }) => haltedAt === null && behind === 0)).toBe(true);
    },
    startMs,
  );
});

describe('a reaction that fails', () => {
  /** A proposal at a house, and the same young person turns up elsewhere: the proposal is to be withdrawn. */
  async function turnsUpElsewhere(house: House, elsewhere: House): Promise<string> {
    const body = submission();
    const { proposalId } = await proposed(region, office, house, body);
    const arrived = { unitId: elsewhere.unitId, person: body.person, at: await region.now() };
    await elsewhere.planner.give('/v1/bypasses', arrived);
    return proposalId;
  }
  const statusOf = async (proposalId: string) =>
    (await region.desk.read<ProposalView>(`/v1/proposals/${proposalId}`)).status;

  it(
    'parks its stream while the others go on, is seen, and is done once after the cause is repaired',
    async () => {
      const [mine, theirs, elsewhere] = [
        await region.registerHouse(),
        await region.registerHouse(),
        await region.registerHouse(),
      ];
      await inDatabase(`
        create function planted() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$;
        create trigger planted before update on place_claim for each row
          when (new.unit_id = '${mine.unitId}' and new.status = 'released') execute function planted()`);
      const stuck = await turnsUpElsewhere(mine, elsewhere);
      const free = await turnsUpElsewhere(theirs, elsewhere);
      await eventually('the other one is withdrawn', async () => (await statusOf(free)) === 'withdrawn', {
        within: waiting,
      });
      expect(await statusOf(stuck)).toBe('open');
      expect(await details()).toMatchObject({ status: 'degraded', parkedStreams: 1 });
      expect(await metric('cap_parked_streams')).toBe('1');
      await pageSays(/Van 1 besluit is het vervolg mislukt/, 'npm run operate -- parked list');

      const { said } = await operate(cap, 'parked', 'list');
      const [, stream] = /reactions +(young-person\/[0-9a-f-]{36})/.exec(said)!;
      const tooEarly = await operate(cap, 'parked', 'resume', 'reactions', stream!);
      expect(tooEarly).toMatchObject({ code: 1, said: expect.stringContaining('wacht weer') as string });
      await inDatabase('drop function planted() cascade');
      const gone = await operate(cap, 'parked', 'resume', 'reactions', stream!);
      expect(gone).toMatchObject({ code: 0, said: expect.stringContaining('gaat verder') as string });
      expect(await statusOf(stuck)).toBe('withdrawn');
      expect(await operate(cap, 'parked', 'resume', '--all')).toMatchObject({ code: 0 });
      const written = await inDatabase(
        `select count(*)::integer as times from event where type = 'ProposalWithdrawn' and data->>'proposalId' = '${stuck}'`,
      );
      expect(written.rows).toEqual([{ times: 1 }]);
      expect((await details()).parkedStreams).toBe(0);
    },
    startMs,
  );
});

describe('a report that cannot be handled', () => {
  const producer = createProducer(createKafka({ brokers: kafka.brokers, clientId: 'spec' }));
  beforeAll(() => producer.connect());
  afterAll(() => producer.disconnect());

  const report = ({ unitId }: House, id: string, data: object) =>
    writeCloudEvent({
      id,
      type: cloudEventTypes.availabilityReported,
      source: 'urn:nld:kvknr:00000000.bezetting',
      time: null,
      key: unitId,
      data: { unitId, ...data },
    });
  const occupiedAt = async ({ unitId }: House): Promise<number> => {
    const { rows } = await inDatabase(`select occupied from unit_report where unit_id = '${unitId}'`);
    return (rows[0] as { occupied: number }).occupied;
  };

  it(
    'is seen, is replayed once the cause is repaired, and what nobody can read is marked as handled',
    async () => {
      const house = await region.registerHouse();
      const { providerId, unitId } = house;
      await inDatabase(`alter table unit_report add constraint planted
                          check (unit_id <> '${unitId}' or occupied <> 2) not valid`);
      await region.step({ hours: 1 });
      const counted = { observedAt: await region.now(), inOperation: 4, occupied: 2 };
      const [good, unreadable] = [
        report(house, '00000000-0000-4000-8000-000000000001', counted),
        { key: unitId, value: 'Kanarie Geelveer' },
      ];
      const topic = reportTopic(providerId as never);
      await eventually('the topic is there', () => producer.send({ topic, messages: [good, unreadable] }), {
        within: waiting,
      });
      const listed = await eventually(
        'both are listed',
        async () => {
          const lines = (await operate(cap, 'dead-letters')).said
            .split('\n')
            .filter((line) => line.includes(providerId));
          return lines.length === 2 && lines;
        },
        { within: waiting },
      );
      expect(listed.join('\n')).not.toContain('Kanarie');
      const numberOf = (reason: string) =>
        listed
          .find((line) => line.includes(reason))!
          .trim()
          .split(' ')[0]!;
      const [failing, garbled] = [numberOf('handling-failed'), numberOf('not-a-cloudevent')];
      expect((await details()).openDeadLetters).toBeGreaterThanOrEqual(2);
      expect(Number(await metric('cap_dead_letters_open'))).toBeGreaterThanOrEqual(2);
      await pageSays(/berichten van aanbieders konden niet worden verwerkt/, 'npm run operate -- dead-letters list');

      const tooEarly = await operate(cap, 'dead-letters', 'replay', failing);
      expect(tooEarly).toMatchObject({ code: 1, said: expect.stringContaining('blijft open') as string });
      await inDatabase('alter table unit_report drop constraint planted');
      for (const said of ['is opnieuw verwerkt', 'is al opnieuw verwerkt'])
        expect(await operate(cap, 'dead-letters', 'replay', failing)).toMatchObject({
          code: 0,
          said: expect.stringContaining(said) as string,
        });
      expect(await occupiedAt(house)).toBe(2);
      expect(await operate(cap, 'dead-letters', 'replay', garbled)).toMatchObject({ code: 1 });
      expect(await operate(cap, 'dead-letters', 'handled', garbled)).toMatchObject({ code: 0 });
      expect((await operate(cap, 'dead-letters')).said).not.toContain(providerId);
      const { said } = await operate(cap, 'dead-letters', 'list', '--all');
      expect(said.split('\n').filter((line) => line.includes(providerId))).toEqual([
        expect.stringContaining('afgehandeld'),
        expect.stringContaining('opnieuw verwerkt'),
      ]);
    },
    startMs,
  );
});

describe('the dashboard', () => {
  it('names only figures that a running program tells', async () => {
    const file = readFileSync(join(__dirname, '../../../deploy/grafana/cap.json'), 'utf8');
    const { panels } = JSON.parse(file) as { panels: { targets: { expr: string }[] }[] };
    const asked = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const names = asked.flatMap((expr) => expr.match(/\b(cap|process|nodejs)_[a-z0-9_]+/g) ?? []);
    expect(names.length).toBeGreaterThanOrEqual(asked.length);
    const { body } = await send<string>({ method: 'GET', url: `${cap.apis[0]}/metrics` });
    const told = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(names.filter((name) => !told.includes(name.replace(/_(bucket|sum|count)$/, '')))).toEqual([]);
  });
});
