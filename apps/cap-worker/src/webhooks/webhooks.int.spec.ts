import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asId, type WebhookId } from '@cap/contracts';
import { addWebhook, listWebhooks, stuckWork, WebhookPlace } from '@cap/event-store';
import { ChangeWebhookSecret, PauseWebhook, RegisterWebhook, ResumeWebhook, UnacceptableAddress } from '@cap/use-cases';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { Region } from '../region.fixture';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

interface Got {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Somebody else's server, which answers as it is told. */
class Receiver {
  readonly got: Got[] = [];
  /** The status of the next answers, the last for all that follow. */
  answers: number[] = [204];
  /** What happens when a message came, before it is answered. */
  beforeAnswer: () => Promise<void> = () => Promise.resolve();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
        const status = this.answers.length > 1 ? this.answers.shift()! : this.answers[0]!;
        const answer = () => response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
        void this.beforeAnswer().then(answer);
      });
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  /** What it got, as `subject sequence`. */
  get events(): string[] {
    return this.got.map(({ body }) => {
      const { subject, sequence } = JSON.parse(body) as { subject: string; sequence: string };
      return `${subject} ${Number(sequence)}`;
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const signatureUnder = (fill: number, signed: string): string =>
  `v1,${createHmac('sha256', Buffer.alloc(32, fill)).update(signed).digest('base64')}`;

let database: TestDatabase;
let region: Region;
let receiver: Receiver;

beforeEach(async () => {
  database = await freshDatabase();
  receiver = new Receiver();
  await receiver.listen();
});
afterEach(async () => {
  await region?.close();
  await receiver.close();
  await database.drop();
});

const open = async (webhooksAnywhere: boolean): Promise<void> => {
  const roles = ['project', 'webhooks'] as const;
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z', [...roles], { webhooksAnywhere });
};
async function subscribe(topics: string[], webhookId = asId<WebhookId>(randomUUID())): Promise<WebhookId> {
  const body = { webhookId, name: 'Gemeente Proef', url: receiver.url, topics, secret, after: 0 };
  await region.commands.execute(new RegisterWebhook(region.given('administrator'), body));
  return webhookId;
}
async function changeSecret(webhookId: WebhookId, fill: number): Promise<void> {
  const change = { webhookId, secret: `whsec_${Buffer.alloc(32, fill).toString('base64')}` };
  await region.commands.execute(new ChangeWebhookSecret(region.given('administrator'), change));
}
const state = async () => (await listWebhooks(region.dataSource))[0]!;
const retryNow = () => region.dataSource.query(`update webhook set next_try_at = '-infinity'`);
const came = (count: number) => eventually(`${count} events came`, () => receiver.got.length >= count);

describe('a webhook', () => {
  it('brings what leaves on its topics, in order, signed, and nothing else', async () => {
    await open(true);
    const unit = await region.unit();
    const referral = await region.referral('999990007');
    await region.propose(referral, unit);
    await subscribe(['cap.referrals']);
    await came(3);
    expect(receiver.events).toEqual([1, 2, 3].map((sequence) => `${referral} ${sequence}`));
    for (const { headers, body } of receiver.got) {
      const event = JSON.parse(body) as { id: string; type: string };
      expect(headers['content-type']).toBe('application/cloudevents+json');
      expect(headers['webhook-id']).toBe(event.id);
      const signed = `${event.id}.${String(headers['webhook-timestamp'])}.${body}`;
      expect(headers['webhook-signature']).toBe(signatureUnder(5, signed));
      expect(event.type).toMatch(/^nl\.haaglanden\.cap\.referrals\./);
    }
    const [kept] = await region.dataSource.query<{ row: string }[]>('select webhook::text as row from webhook');
    for (const text of [secret, Buffer.from(secret).toString('hex')]) expect(kept!.row).not.toContain(text);
  });

  it('comes again until it is taken, and what follows waits for it', async () => {
    await open(true);
    receiver.answers = [500, 302, 204];
    const referral = await region.referral('999990007');
    await subscribe(['cap.referrals']);
    await eventually('it failed', async () => (await state()).lastFailure === 'refused');
    expect(receiver.got).toHaveLength(1);
    await retryNow();
    await eventually('it failed anew', async () => (await state()).lastFailure === 'redirected');
    expect(await state()).toMatchObject({ failures: 2, pausedBecause: null });
    await retryNow();
    await came(4);
    expect(receiver.events).toEqual([1, 1, 1, 2].map((sequence) => `${referral} ${sequence}`));
    expect(new Set(receiver.got.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await eventually('it is well', async () => (await state()).failures === 0);
  });

  it('is paused when it keeps failing, is reported, and goes on where it was when it is resumed', async () => {
    await open(true);
    receiver.answers = [500];
    const referral = await region.referral('999990007');
    const webhookId = await subscribe(['cap.referrals']);
    await eventually('it failed', async () => (await state()).failures === 1);
    await region.dataSource.query(`update webhook set failures = 33, next_try_at = '-infinity'`);
    await eventually('it is paused', async () => (await state()).pausedBecause === 'failing');
    const told = { webhookId, failures: 34, lastFailure: 'refused', pausedBecause: 'failing' };
    expect((await stuckWork(region.dataSource)).webhooks).toMatchObject([told]);
    expect((await state()).behind).toBeGreaterThanOrEqual(2);
    const said = () => region.lines.filter((line) => line.includes('kept failing and is paused'));
    await eventually('it is said', () => said().length === 1);
    expect(JSON.parse(said()[0]!)).toMatchObject({ webhookId, reason: 'refused', count: 34 });
    const tries = receiver.got.length;
    await retryNow();
    receiver.answers = [204];
    await region.commands.execute(new ResumeWebhook(region.given('administrator'), { webhookId }));
    await came(tries + 2);
    expect(receiver.events.slice(tries)).toEqual([`${referral} 1`, `${referral} 2`]);
    expect(await state()).toMatchObject({ failures: 0, pausedBecause: null, pausedAt: null });
  });

  it('is paused at once by a subscriber that is gone (410)', async () => {
    await open(true);
    receiver.answers = [410];
    await region.referral('999990007');
    await subscribe(['cap.referrals']);
    await eventually('it is paused', async () => (await state()).pausedBecause === 'failing');
    const failed = await state();
    expect(failed).toMatchObject({ failures: 1, lastFailure: 'gone' });
    expect(receiver.got).toHaveLength(1);
    // The administrator takes note: it is no longer reported.
    const { webhookId, pausedAt } = failed;
    await region.commands.execute(new PauseWebhook(region.given('administrator'), { webhookId }));
    expect(await state()).toMatchObject({ lastFailure: 'gone', pausedBecause: 'asked', pausedAt });
  });

  it('begins again after a position when it is asked to: the same events under the same ids', async () => {
    await open(true);
    await region.referral('999990007');
    const webhookId = await subscribe(['cap.referrals']);
    await came(2);
    await eventually('it is level', async () => (await state()).position > 0);
    await region.commands.execute(new PauseWebhook(region.given('administrator'), { webhookId }));
    expect(await state()).toMatchObject({ pausedBecause: 'asked' });
    await region.commands.execute(new ResumeWebhook(region.given('administrator'), { webhookId, after: 0 }));
    await came(4);
    const ids = receiver.got.map(({ headers }) => headers['webhook-id']);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  });

  it('that is paused in the middle of a turn sends nothing after what is on its way', async () => {
    await open(true);
    const referral = await region.referral('999990007');
    const webhookId = asId<WebhookId>(randomUUID());
    receiver.beforeAnswer = async () => {
      await region.commands.execute(new PauseWebhook(region.given('administrator'), { webhookId }));
    };
    await subscribe(['cap.referrals'], webhookId);
    await eventually('it is paused, and what was taken is noted', async () => {
      const { pausedBecause, position } = await state();
      return pausedBecause === 'asked' && position > 0;
    });
    expect(receiver.events).toEqual([`${referral} 1`]);
    receiver.beforeAnswer = () => Promise.resolve();
    await region.commands.execute(new ResumeWebhook(region.given('administrator'), { webhookId }));
    await came(2);
    expect(receiver.events).toEqual([`${referral} 1`, `${referral} 2`]);
  });

  it('is signed under the new secret and, for a day, under the one that the receiver had before', async () => {
    await open(true);
    const webhookId = await subscribe(['cap.referrals']);
    // A mistake, and what it should have been.
    for (const fill of [9, 6]) await changeSecret(webhookId, fill);
    await region.referral('999990007');
    await came(2);
    const signatures = receiver.got.map(({ headers, body }) => {
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      return [headers['webhook-signature'], `${signatureUnder(6, signed)} ${signatureUnder(5, signed)}`];
    });
    for (const [sent, expected] of signatures) expect(sent).toBe(expected);
    await region.dataSource.query(`update webhook set former_until = former_until - interval '1 day'`);
    await region.referral('999990019');
    await came(4);
    expect(receiver.got.map(({ headers }) => String(headers['webhook-signature']).split(' ').length)).toEqual([
      2, 2, 1, 1,
    ]);
    const kept = () => region.dataSource.query<object[]>('select from webhook where former_sealed_secret is not null');
    await eventually('the one before is erased', async () => (await kept()).length === 0);
  });

  /** Nothing is sent, no try is counted, the place stays, and it is said and shown. */
  async function cannotBeTold(webhookId: WebhookId, position: number): Promise<void> {
    await eventually('it cannot be told', async () => (await state()).lastFailure === 'cannot-be-told');
    expect(await state()).toMatchObject({ webhookId, position, failures: 0, pausedBecause: null });
    const said = () => region.lines.filter((line) => line.includes('cannot be told to a webhook'));
    await eventually('it is said', () => said().length === 1);
    expect(JSON.parse(said()[0]!)).toMatchObject({ level: 'error', webhookId, position });
    // It waits, and is not asked again each second.
    const [row] = await region.dataSource.query<object[]>('select from webhook where next_try_at > clock_timestamp()');
    expect(row).toBeDefined();
  }

  it.each([
    ['cannot be made public', 'NobodyKnows', {}],
    ['has a newer shape than this program reads', 'ReferralWithdrawn', { shapes: { ReferralWithdrawn: 99 } }],
  ])('waits before an event that %s, and says so', async (_, type, newer) => {
    await open(true);
    const referral = await region.referral('999990007');
    await region.dataSource.query(
      `select append_events('referral', $1, 0, $2, jsonb_build_object('at', business_instant()) || $3::jsonb)`,
      [randomUUID(), JSON.stringify([{ type, data: {} }]), JSON.stringify({ commandId: randomUUID(), ...newer })],
    );
    await region.referral('999990019');
    const webhookId = await subscribe(['cap.referrals']);
    await came(2);
    const [odd] = await region.dataSource.query<{ position: number }[]>(
      'select position from log_order join event using (insert_no) where type = $1',
      [type],
    );
    await cannotBeTold(webhookId, odd!.position - 1);
    expect(receiver.events).toEqual([`${referral} 1`, `${referral} 2`]);
  });

  it('waits while its secret cannot be opened, and goes on under another', async () => {
    await open(true);
    const webhookId = await subscribe(['cap.referrals']);
    await eventually('it is level', async () => (await state()).behind === 0);
    await region.commands.execute(new PauseWebhook(region.given('administrator'), { webhookId }));
    const { position } = await state();
    await region.dataSource.query(`update webhook set sealed_secret = '\\x00'`);
    await region.referral('999990007');
    await region.commands.execute(new ResumeWebhook(region.given('administrator'), { webhookId }));
    await cannotBeTold(webhookId, position);
    expect(receiver.got).toEqual([]);
    await changeSecret(webhookId, 6);
    await retryNow();
    await came(2);
    for (const { headers, body } of receiver.got) {
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      expect(headers['webhook-signature']).toBe(signatureUnder(6, signed));
    }
    await eventually('it is well', async () => (await state()).lastFailure === null);
  });

  it('is asked when it is due and something came, and at no other time', async () => {
    const asked = jest.spyOn(WebhookPlace.prototype, 'turn');
    await open(true);
    const [paused, waiting] = [await subscribe(['cap.referrals']), await subscribe(['cap.referrals'])];
    await eventually('both are level', async () =>
      (await listWebhooks(region.dataSource)).every(({ behind }) => behind === 0),
    );
    await region.dataSource.query(`update webhook set next_try_at = 'infinity' where webhook_id = $1`, [waiting]);
    await region.commands.execute(new PauseWebhook(region.given('administrator'), { webhookId: paused }));
    const before = new Set(asked.mock.contexts);
    expect(before.size).toBe(2);
    await region.referral('999990007');
    await subscribe(['cap.referrals']);
    await came(2);
    asked.mockClear();
    await region.referral('999990019');
    await came(4);
    expect(asked.mock.contexts.filter((place) => before.has(place))).toEqual([]);
    asked.mockRestore();
  });

  it('goes to no address inside, and not without https, unless the installation allows it', async () => {
    await open(false);
    await region.referral('999990007');
    await expect(subscribe(['cap.referrals'])).rejects.toThrow(UnacceptableAddress);
    // As one that was registered while it was allowed.
    const webhookId = asId<WebhookId>(randomUUID());
    const sealedSecret = region.webhookSecrets.seal(webhookId, secret);
    const registered = { webhookId, name: 'Gemeente Proef', url: receiver.url, topics: ['cap.referrals'] };
    await addWebhook(region.dataSource.manager, { ...registered, sealedSecret, position: 0 });
    await eventually('it failed', async () => (await state()).lastFailure === 'address-not-allowed');
    expect(receiver.got).toEqual([]);
  });
});

describe('the place of a webhook in the log', () => {
  const [one, another] = [randomUUID(), randomUUID()];
  /** Nobody delivers: the spec does it by hand. */
  async function places(): Promise<[WebhookPlace, WebhookPlace, WebhookId]> {
    region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z', [], { webhooksAnywhere: true });
    await region.referral('999990007');
    const webhookId = await subscribe(['cap.referrals']);
    const of = (holder: string) => new WebhookPlace(region.dataSource, webhookId, holder);
    return [of(one), of(another), webhookId];
  }

  it('is moved by one process, and by another when that one has died, from the same events', async () => {
    const [mine, theirs] = await places();
    const turn = (await mine.turn(100))!;
    expect(await theirs.turn(100)).toBeNull();
    await region.dataSource.query(`update lease set until = '-infinity' where holder = $1`, [one]);
    const taken = (await theirs.turn(100))!;
    expect(taken.events).toEqual(turn.events);
    expect([await mine.holds(turn), await theirs.holds(taken)]).toEqual([false, true]);
    expect(await mine.delivered(turn, turn.after + 1)).toBe(false);
    expect(await mine.failed(turn, 'refused', null)).toBe(false);
    expect(await theirs.delivered(taken, taken.after + 1)).toBe(true);
    expect(await state()).toMatchObject({ position: taken.after + 1, failures: 0, pausedBecause: null });
  });

  it('is not moved by what was on its way when somebody resumed it, be it from the same place', async () => {
    const [mine, , webhookId] = await places();
    const turn = (await mine.turn(100))!;
    await region.commands.execute(new ResumeWebhook(region.given('administrator'), { webhookId, after: turn.after }));
    expect(await mine.holds(turn)).toBe(false);
    expect(await mine.delivered(turn, turn.after + 2)).toBe(false);
    expect(await mine.failed(turn, 'refused', null)).toBe(false);
    expect(await state()).toMatchObject({ position: turn.after, failures: 0, pausedBecause: null });
  });
});
