import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Room, UnitRow } from '@cap/contracts';
import { connected } from '@cap/local-services';
import { Http } from '../commands/over-http';
import { alone, beside, type Line } from '../figures/line';
import { inRounds } from '../figures/rounds';
import type { Serve } from '../live/bare-chain-cli';
import type { Connect, Tell, Told } from '../live/clients-cli';
import { sendReports } from '../live/load';
import { ask, makeKeys, startApi, startApp, startHelper, untilSo, type Keys, type Program } from '../stand/programs';
import { fillRegion, type Provider } from '../stand/region';
import { onStand } from '../stand/stand';

const providers = 40;
const unitsEach = 10;
const sockets = 500;
/** 50 requests of 10 reports a second. */
const everyMs = 20;
/** What is still under way when the load ends comes in this time, or would have come too late anyway. */
const afterMs = 2000;

/**
 * (c) From report to socket, at 500 reports a second (50 requests of 10: all units of one provider) over 400 units, with 500
 * sockets, of which a tenth follows the region and the others a provider.
 *
 * Subject: a report goes over HTTP into a real API process, the publisher of a real cap-worker counts and writes the feed, the API
 * process reads it and sends it. Beside it: the bare chain, the same reports over HTTP into one process that upserts, wakes by NOTIFY,
 * reads what changed, and broadcasts rows of the same size to the same audience. All sockets are in one other process, the load is in a
 * third; they share the machine with the server, the worker and the database, so that on two cores these are figures of a machine that
 * is full, not of the server alone. Milliseconds run from the moment at which a report was to be sent until the row is in a
 * socket's hands; each row at each socket counts once.
 */
export const benchLive = (quick: boolean): Promise<Line[]> =>
  onStand(async (stand) => {
    const { appUrl, ownerUrl } = await stand.database('cap');
    const region = await fillRegion(ownerUrl, providers, unitsEach);
    const twin = await stand.twin('cap', 'bare');
    const keys = await makeKeys(stand.directory);
    const env = { ...keys.env, DATABASE_URL: appUrl };
    const worker = startApp('cap-worker', env);
    const api = await startApi(env);
    const units = await publishedUnits(ownerUrl, providers * unitsEach);
    const chain = await startBareChain(twin.ownerUrl, units);
    const http = new Http(64);
    const ours = await pathTo(api.address, http, region.providers, keys);
    const bare = await pathTo(chain.address, http, region.providers, keys);
    const measured = { p50: [] as number[], bareP50: [] as number[], refused: [] as number[], came: [] as number[] };
    const measure = async (path: Path, p50s: number[]): Promise<number> => {
      const { p50, p99, refused, came } = await path.play({ everyMs, seconds: quick ? 3 : 10 });
      p50s.push(p50);
      measured.refused.push(refused);
      measured.came.push(came);
      return p99;
    };
    try {
      const { p99, bareP99 } = await inRounds(quick ? 1 : 4, {
        p99: () => measure(ours, measured.p50),
        bareP99: () => measure(bare, measured.bareP50),
      });
      const { p50, bareP50, refused, came } = measured;
      return linesOf({ p99, bareP99, p50: p50.slice(1), bareP50: bareP50.slice(1), refused, came });
    } finally {
      http.close();
      await Promise.all([ours.close(), bare.close()]);
      await Promise.all([api.stop(), worker.stop(), chain.program.stop()]);
    }
  });

type Values = Record<'p50' | 'bareP50' | 'p99' | 'bareP99' | 'refused' | 'came', number[]>;

function linesOf({ p50, bareP50, p99, bareP99, refused, came }: Values): Line[] {
  const what = `report to socket, 500 reports/s, ${sockets} sockets`;
  const of99 = { of: 'c', what: `${what}, p99`, unit: 'ms', values: p99 };
  const other = 'bare chain upsert, wake-up, broadcast';
  return [
    alone({ ...of99, limit: { most: 150 } }),
    beside({ ...of99, limit: { most: 3 } }, { what: `${other}, p99, ms`, values: bareP99 }),
    beside({ of: 'c', what: `${what}, p50`, unit: 'ms', values: p50 }, { what: `${other}, p50, ms`, values: bareP50 }),
    alone({
      of: 'c',
      what: 'of 500 requests that were not carried out, in either',
      unit: '',
      values: refused,
      limit: { most: 0 },
    }),
    alone({
      of: 'c',
      what: 'rows that came, of those due, in either',
      unit: '×',
      values: came,
      limit: { least: 0.99 },
    }),
  ];
}

/** A tenth of the sockets follow the region, the others each a provider. */
const audience = (all: readonly Provider[]): Room[] =>
  Array.from({ length: sockets }, (_, nth) =>
    nth % 10 === 0 ? 'units/region' : (`units/provider:${all[nth % all.length]!.providerId}` as const),
  );

interface Played extends Told {
  /** Requests that were not carried out. */
  readonly refused: number;
  /** Rows that came to a socket, of those that were due: 1 is all. */
  readonly came: number;
}

/** A way from a report to an audience of its own. */
interface Path {
  play(load: { everyMs: number; seconds: number }): Promise<Played>;
  close(): Promise<void>;
}

async function pathTo(address: string, http: Http, all: readonly Provider[], keys: Keys): Promise<Path> {
  const token = await keys.tokenFor({ actorId: 'desk-2', role: 'desk', organisationId: null });
  const signed = new Map<string, Record<string, string>>();
  for (const { providerId } of all) {
    const planner = await keys.tokenFor({ actorId: 'planner-2', role: 'planner', organisationId: providerId });
    signed.set(providerId, { authorization: `Bearer ${planner}` });
  }
  const clients = startHelper('live/clients-cli');
  const rooms = audience(all);
  await ask(clients, { do: 'connect', address, token, rooms } satisfies Connect);
  const tell = () => ask<Told>(clients, { do: 'tell' } satisfies Tell);
  const url = `${address}/v1/availability-reports`;
  return {
    async play(load) {
      await tell();
      const to = ({ providerId }: Provider) => ({
        url,
        headers: { ...signed.get(providerId), 'idempotency-key': randomUUID() },
      });
      const { refused, by } = await sendReports(load, all, http, to);
      await pause(afterMs);
      const told = await tell();
      return { ...told, refused, came: told.rows / rowsDue(by, rooms) };
    },
    close: () => clients.stop(),
  };
}

/** Each report changes its unit, at each socket that follows the region or its provider. A path that loses rows is not a fast one. */
function rowsDue(by: readonly Provider[], rooms: readonly Room[]): number {
  const sockets = (room: Room) => rooms.filter((followed) => followed === room).length;
  const region = sockets('units/region');
  return by.reduce(
    (sum, { providerId, unitIds }) => sum + unitIds.length * (region + sockets(`units/provider:${providerId}`)),
    0,
  );
}

/** The rows of the units as the CAP publishes them, once all are there. */
const publishedUnits = (ownerUrl: string, count: number): Promise<UnitRow[]> =>
  connected(ownerUrl, async (client) => {
    const read = async () =>
      (await client.query<{ body: UnitRow }>(`select body from feed_row where feed = 'units' and scope = 'region'`))
        .rows;
    await untilSo('all units are published', async () => (await read()).length === count, 100);
    return (await read()).map(({ body }) => body);
  });

async function startBareChain(
  databaseUrl: string,
  units: readonly UnitRow[],
): Promise<{ readonly program: Program; readonly address: string }> {
  await connected(databaseUrl, (client) =>
    client.query(
      `create sequence bare_change;
       alter table unit_report add column change_no bigint;
       create index unit_report_changed on unit_report (change_no)`,
    ),
  );
  const program = startHelper('live/bare-chain-cli');
  const { port } = await ask<{ port: number }>(program, { databaseUrl, units } satisfies Serve);
  return { program, address: `http://127.0.0.1:${port}` };
}
