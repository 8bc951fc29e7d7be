import { randomUUID } from 'node:crypto';
import type { ActorRole, Room } from '@cap/contracts';
import { createDataSource } from '@cap/event-store';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { decodeJwt } from 'jose';
import type { DataSource } from 'typeorm';
import { LiveClient, startLiveInstance, type LiveInstance } from './live-instance.fixture';
import { TestTokens } from './test-tokens.fixture';

const provider = randomUUID();
const otherProvider = randomUUID();
const unit = randomUUID();
const referrer = randomUUID();
const otherReferrer = randomUUID();
const referral = randomUUID();

const region: Room = 'units/region';
const delft: Room = 'units/municipality:GM0503';
const ofProvider: Room = `units/provider:${provider}`;
const ofUnit: Room = `units/unit:${unit}`;
const ofReferral: Room = `referrals/referral:${referral}`;
const rooms = [region, delft, ofProvider, ofUnit, ofReferral];

let database: TestDatabase;
let dataSource: DataSource;
let tokens: TestTokens;
let instance: LiveInstance;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = createDataSource({ url: database.appUrl });
  await dataSource.initialize();
  await registerUnit();
  await dataSource.query(`select append_events('referral', $1, 0, $2, '{}')`, [
    referral,
    JSON.stringify([{ type: 'ReferralSubmitted', data: { referrerId: referrer } }]),
  ]);
  tokens = await TestTokens.make();
  instance = await startLiveInstance(database.appUrl, tokens.reader);
});
afterAll(async () => {
  await instance?.stop();
  await dataSource?.destroy();
  await database?.drop();
});

async function registerUnit(): Promise<void> {
  await dataSource.query(`insert into provider values ($1, 'De Els', 'tactical', '2028-01-01')`, [provider]);
  const location = randomUUID();
  await dataSource.query(`insert into location values ($1, $2, 'Huis', 'GM0503', 2611)`, [location, provider]);
  await dataSource.query(
    `insert into unit values ($1, $2, $3, 'Groep 1', 'living', 'living-group', '{}', '{}', 8, 17, 'mixed', 'open', '{nl}', 'hand', 8)`,
    [unit, provider, location],
  );
}

const connect = async (role: ActorRole, organisationId: string | null = null) =>
  LiveClient.connect(instance.address, await tokens.of({ role, organisationId }));
/** What the server says to following a room: the kind of state, or the reason of the refusal. */
const answers = async (client: LiveClient, asked: readonly Room[]) => {
  const told = await Promise.all(asked.map((room) => client.follow(room)));
  client.disconnect();
  return told.map((answer) => ('refused' in answer ? answer.refused : answer.kind));
};

describe('who may follow which room', () => {
  it.each<[ActorRole, string | null, string[]]>([
    ['desk', null, ['snapshot', 'snapshot', 'snapshot', 'snapshot', 'snapshot']],
    ['administrator', null, ['snapshot', 'snapshot', 'snapshot', 'snapshot', 'no-access']],
    ['display', null, ['snapshot', 'no-access', 'no-access', 'no-access', 'no-access']],
    ['planner', provider, ['no-access', 'no-access', 'snapshot', 'snapshot', 'no-access']],
    ['planner', otherProvider, ['no-access', 'no-access', 'no-access', 'no-access', 'no-access']],
    ['referrer', referrer, ['snapshot', 'snapshot', 'no-access', 'snapshot', 'snapshot']],
    ['referrer', otherReferrer, ['snapshot', 'snapshot', 'no-access', 'snapshot', 'no-access']],
  ])('%s of %s', async (role, organisationId, expected) => {
    expect(await answers(await connect(role, organisationId), rooms)).toEqual(expected);
  });

  it('says what is wrong and what to do, in Dutch', async () => {
    const client = await connect('display');
    const answer = await client.follow(ofReferral);
    client.disconnect();
    expect(answer).toEqual({
      room: ofReferral,
      refused: 'no-access',
      message: 'U mag deze gegevens niet volgen. Vraag het regiepunt als u denkt dat u dat wel mag.',
    });
  });

  it('does not tell a referrer whether a referral exists', async () => {
    const unknown: Room = `referrals/referral:${randomUUID()}`;
    expect(await answers(await connect('referrer', referrer), [unknown])).toEqual(['no-access']);
    expect(await answers(await connect('desk'), [unknown])).toEqual(['unknown-room']);
  });

  it('knows no other rooms', async () => {
    const names = ['units/region:all', 'people/region', 'units/unit:1', ''] as Room[];
    expect(await answers(await connect('desk'), names)).toEqual(names.map(() => 'unknown-room'));
  });
});

describe('who may connect', () => {
  const refused = 'U bent niet aangemeld, of uw aanmelding is verlopen. Meld u opnieuw aan.';

  it('refuses a connection without a token', async () => {
    await expect(LiveClient.connect(instance.address)).rejects.toThrow(refused);
  });

  it('refuses a token that has expired, and one of somebody else', async () => {
    const expired = await tokens.of({ role: 'desk' }, -60);
    const foreign = await (await TestTokens.make()).of({ role: 'desk' });
    await expect(LiveClient.connect(instance.address, expired)).rejects.toThrow(refused);
    await expect(LiveClient.connect(instance.address, foreign)).rejects.toThrow(refused);
  });

  it('ends the connection when its token expires, and not before', async () => {
    const token = await tokens.of({ role: 'desk' }, 2);
    const client = await LiveClient.connect(instance.address, token);
    expect(await client.follow(region)).toMatchObject({ kind: 'snapshot' });
    expect(await client.ended()).toBe('io server disconnect');
    expect(Date.now()).toBeGreaterThanOrEqual(decodeJwt(token).exp! * 1000);
    await expect(LiveClient.connect(instance.address, token)).rejects.toThrow(refused);
  });
});
