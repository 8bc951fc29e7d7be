import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connected } from '@cap/local-services';
import { eventually, fillLog, readLogBare } from '@cap/testing';
import { Actor } from '../support/actor';
import { inParts } from '../support/in-parts';
import { Region } from '../support/region';
import type { Cap } from '../support/start-cap';
import { compareList, keepOldList, type Compared } from './compare-with-log';
import { FollowedReferral } from './followed-referral';

const program = join(__dirname, '../../../cap-worker/dist/rebuild-cli.js');
const levelWithinMs = 900_000;

export interface ProofOptions {
  /** In the log before the rebuild, beside those of the clients. */
  readonly events: number;
  /** Clients that follow a referral and change it, spread over the API processes. */
  readonly clients: number;
  /** Makes the first lists by a rebuild too: the worker, which follows event by event, takes long for a million. */
  readonly firstByRebuild: boolean;
  readonly say: (line: string) => void;
}

export interface Proof extends Compared {
  readonly events: number;
  /** Real milliseconds: of the rebuild while clients are busy, and of one more beside bare reading when they are not. */
  readonly ms: { readonly busy: number; readonly quiet: number; readonly readBare: number };
  readonly commands: number;
  /** Of all clients: changes that they saw, epochs that each was told of. */
  readonly changes: number;
  readonly epochs: readonly (readonly number[])[];
  /** What a client or a reader of lists saw that must not be, or did not see in time. */
  readonly flaws: readonly string[];
  /** Clients whose view at the end is not what the list says. */
  readonly strayed: number;
  readonly said: string;
}

/**
 * Rebuilds the list of referrals of an instance with a long log, while clients follow its feed over real API processes,
 * read the list, and give commands that change it; then compares everything with everything.
 */
export async function proveRebuild(cap: Cap, options: ProofOptions): Promise<Proof> {
  const { say } = options;
  const region = await Region.open(cap.apis[0]!);
  const events = await fill(cap, options);
  say(`${events} gebeurtenissen staan in de lijsten`);
  const clients = await beginClients(cap, region, options.clients);
  await keepOldList(cap.databaseUrl());
  say(`${clients.length} volgers volgen elk een aanmelding en wijzigen haar`);

  let over = false;
  const flaws: string[] = [];
  const busy = Promise.all([
    ...clients.map((client) => client.goOn(() => over).catch((error: unknown) => void flaws.push(String(error)))),
    ...cap.apis.map((api) => readLists(region.desk.at(api), () => over, flaws)),
  ]);
  const { ms: busyMs, said } = await rebuildProgram(cap, 'referral-list');
  say(said.trim().split('\n').at(-1)!);
  const commandsThen = clients.map(({ commands }) => commands);
  await eventually(
    'every client saw a change of the new epoch, or met a flaw',
    () => flaws.length > 0 || clients.every(({ commands }, index) => commands > commandsThen[index]! + 1),
    { within: levelWithinMs },
  ).catch((error: unknown) => void flaws.push(String(error)));
  over = true;
  await busy;
  await untilLevel(cap);

  const strayed = await strayedClients(cap, clients);
  const compared = await compareList(cap.databaseUrl());
  for (const client of clients) client.close();
  return {
    ...compared,
    events,
    ms: {
      busy: busyMs,
      quiet: (await rebuildProgram(cap, 'referral-list')).ms,
      readBare: await readLogBare(cap.databaseUrl()),
    },
    commands: clients.reduce((sum, client) => sum + client.commands, 0),
    changes: clients.reduce((sum, client) => sum + client.changes, 0),
    epochs: clients.map((client) => client.epochs),
    flaws: [...flaws, ...clients.flatMap((client) => client.flaws)],
    strayed,
    said,
  };
}

/** Writes the log and waits until the lists have it. Its histories ask for no reaction: that reader goes on behind them. */
async function fill(cap: Cap, { events, firstByRebuild }: ProofOptions): Promise<number> {
  const written = await fillLog(cap.databaseUrl(), events);
  await connected(cap.databaseUrl(), (client) =>
    client.query(`update checkpoint set position = (select max(position) from log_order) where reader = 'reactions'`),
  );
  if (firstByRebuild) await rebuildProgram(cap, '--all');
  await untilLevel(cap);
  return written;
}

/** Waits until every reader of the log is at its end. */
const untilLevel = (cap: Cap): Promise<unknown> =>
  connected(cap.databaseUrl(), (client) =>
    eventually(
      'every reader is level',
      async () => {
        const { rows } = await client.query<{ level: boolean }>(
          `select bool_and(position = (select max(position) from log_order)) and not exists (select from log_pending) as level
             from checkpoint`,
        );
        return rows[0]!.level;
      },
      { within: levelWithinMs },
    ),
  );

async function beginClients(cap: Cap, region: Region, count: number): Promise<FollowedReferral[]> {
  const office = await region.registerReferrer();
  const desks = cap.apis.map((api) => new Actor(api, region.desk.token));
  return inParts(count, 4, (index) => FollowedReferral.begin(office, desks[index % desks.length]!));
}

/** Reads the first page again and again: it must be answered whatever happens to its table. */
async function readLists(desk: Actor, isOver: () => boolean, flaws: string[]): Promise<void> {
  while (!isOver()) {
    const { status, body } = await desk.get<{ items: unknown[] }>('/v1/referrals?limit=50');
    if (status !== 200 || body.items.length !== 50) flaws.push(`the list answered ${status}`);
  }
}

async function rebuildProgram(cap: Cap, what: string): Promise<{ ms: number; said: string }> {
  const began = performance.now();
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_ADMIN_URL: cap.databaseUrl() };
  const child = spawn(process.execPath, [program, what], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`The rebuild ended with ${code}: ${said.join('')}`);
  return { ms: performance.now() - began, said: said.join('') };
}

/** How many clients show something else than the list says. */
const strayedClients = (cap: Cap, clients: readonly FollowedReferral[]): Promise<number> =>
  connected(cap.databaseUrl(), async (client) => {
    const { rows } = await client.query<{ id: string; version: number; status: string }>(
      'select referral_id as id, version, status from referral_list where referral_id = any ($1)',
      [clients.map(({ referralId }) => referralId)],
    );
    const kept = new Map(rows.map(({ id, version, status }) => [id, `${version} ${status}`]));
    return clients.filter(({ referralId, row }) => kept.get(referralId) !== `${row?.version} ${row?.status}`).length;
  });
