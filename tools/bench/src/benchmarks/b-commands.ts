import { randomUUID } from 'node:crypto';
import { connected } from '@cap/local-services';
import { BareInserts } from '../commands/bare-inserts';
import { useCasesOn } from '../commands/in-process';
import { giverAt, giverOfNothing, Http, type Tokens } from '../commands/over-http';
import { Recorder, type Sequence } from '../commands/recorder';
import { commandsOfAWay, goWays, type Giver, type Place } from '../commands/way-of-a-referral';
import { beside, type Line } from '../figures/line';
import { inRounds, perSecond, timed } from '../figures/rounds';
import { makeKeys, nextMessage, startApi, startHelper, type Keys } from '../stand/programs';
import { fillRegion, placesOfUnit, type Region } from '../stand/region';
import { onStand } from '../stand/stand';

const connections = 8;

/**
 * (b) Commands a second: a referral is submitted, let into matching, proposed, accepted; eight ways at a time, eight connections.
 *
 * Subject: the command bus with the real handlers, deciders, dossier and runner in this process; and the same commands over HTTP
 * at a real API process. Beside them: `BareInserts`, which writes the very rows that the commands of that round wrote, in as many
 * round trips, into a twin of the database; and the same requests at a bare server that parses and answers. Over HTTP the
 * denominator is one after the other: the time of an empty request and that of the bare inserts.
 */
export const benchCommands = (quick: boolean): Promise<Line[]> =>
  onStand(async (stand) => {
    const { appUrl, ownerUrl } = await stand.database('cap');
    const region = await fillRegion(ownerUrl, 4, 40);
    await reportAll(ownerUrl);
    const twin = await stand.twin('cap', 'twin');
    const keys = await makeKeys(stand.directory);
    const api = await startApi({ ...keys.env, DATABASE_URL: appUrl, CAP_DATABASE_POOL: String(connections) });
    const empty = startHelper('commands/empty-route-cli');
    const { port } = await nextMessage<{ port: number }>(empty);
    const useCases = await useCasesOn(appUrl, connections, keys.env['CAP_MASTER_KEY_FILE']!, region.referrerId);
    const recorder = new Recorder(useCases.dataSource);
    const bare = new BareInserts(twin.ownerUrl, connections);
    const http = new Http(connections);
    const tokens = await tokensFor(region, keys);
    const places = placesIn(region);
    const ways = quick ? 20 : 150;
    const rate = async (giver: Giver, around?: Parameters<typeof goWays>[1]) =>
      perSecond(
        ways * commandsOfAWay,
        await timed(() => goWays({ giver, places, count: ways, atATime: connections }, around)),
      );
    const written: Sequence[][] = [];
    const commands = async () => {
      const perSecondNow = await rate(useCases.giver, (way) => recorder.note(way));
      written.push(recorder.take());
      return perSecondNow;
    };
    try {
      // One ahead: the bare inserts of a round write what the commands of the round before, or of this one, wrote.
      await commands();
      const measured = await inRounds(quick ? 1 : 5, {
        commands,
        bare: async () => {
          const sequences = written.shift()!;
          return perSecond(ways * commandsOfAWay, await timed(() => bare.write(sequences)));
        },
        http: () => rate(giverAt(api.address, http, tokens)),
        empty: () => rate(giverOfNothing(`http://127.0.0.1:${port}`, http, tokens)),
      });
      return linesOf(measured);
    } finally {
      http.close();
      await Promise.all([useCases.close(), bare.close(), api.stop(), empty.stop()]);
    }
  });

function linesOf({ commands, bare, http, empty }: Record<'commands' | 'bare' | 'http' | 'empty', number[]>): Line[] {
  const both = bare.map((inserts, round) => 1 / (1 / inserts + 1 / empty[round]!));
  return [
    beside(
      { of: 'b', what: 'commands a second without HTTP', unit: '/s', values: commands, limit: { least: 0.5 } },
      { what: 'bare inserts of the same rows, as many round trips, /s', values: bare },
    ),
    beside(
      { of: 'b', what: 'commands a second over HTTP', unit: '/s', values: http, limit: { least: 0.5 } },
      { what: 'an empty request and the bare inserts, /s', values: both },
    ),
    beside(
      { of: 'b', what: 'commands a second over HTTP', unit: '/s', values: http },
      { what: 'empty route, /s', values: empty },
    ),
  ];
}

/** Every unit has reported a while ago that all its places are free. */
const reportAll = (ownerUrl: string): Promise<unknown> =>
  connected(ownerUrl, (client) =>
    client.query(
      `insert into unit_report (unit_id, report_id, observed_at, received_at, in_operation, occupied, occupied_other_regions,
                                unchanged_since)
       select unit_id, gen_random_uuid(), $1, $1, $2, 0, 0, $1 from unit`,
      [new Date(Date.now() - 3_600_000).toISOString(), placesOfUnit],
    ),
  );

/** The units of all providers in turn, so that ways that go at a time seldom want the same unit. */
const placesIn = ({ providers }: Region): Place[] =>
  providers
    .flatMap(({ providerId, unitIds }) => unitIds.map((unitId) => ({ providerId, unitId })))
    .sort(({ unitId: one }, { unitId: other }) => (one < other ? -1 : 1));

async function tokensFor({ referrerId, providers }: Region, keys: Keys): Promise<Tokens> {
  const planners = new Map<string, string>();
  for (const { providerId } of providers)
    planners.set(
      providerId,
      await keys.tokenFor({ actorId: `planner-${randomUUID()}`, role: 'planner', organisationId: providerId }),
    );
  return {
    referrer: await keys.tokenFor({ actorId: 'referrer-2', role: 'referrer', organisationId: referrerId }),
    desk: await keys.tokenFor({ actorId: 'desk-2', role: 'desk', organisationId: null }),
    planners,
  };
}
