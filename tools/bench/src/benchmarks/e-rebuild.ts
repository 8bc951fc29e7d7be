import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fillLog, readLogBare } from '@cap/testing';
import { beside, type Line } from '../figures/line';
import { inRounds, perSecond, timed } from '../figures/rounds';
import { onStand } from '../stand/stand';

const program = join(__dirname, '../../../../apps/cap-worker/dist/rebuild-cli.js');
const model = 'referral-list';

/**
 * (e) Rebuild of a read model beside reading the log.
 *
 * Subject: the command of `npm run rebuild -- referral-list` as a process of its own, from its start to its end: reading, folding,
 * writing rows and feed, indexes, the swap. Beside it: every event of the log read in its order, in pages of 10 000, and nothing
 * done with it. Both count all events of the log.
 */
export const benchRebuild = (quick: boolean): Promise<Line[]> =>
  onStand(async (stand) => {
    const { ownerUrl } = await stand.database('cap');
    const events = await fillLog(ownerUrl, quick ? 24_000 : 400_000);
    const rate = async (work: () => Promise<unknown>) => perSecond(events, await timed(work));
    const measured = await inRounds(quick ? 1 : 4, {
      subject: () => rate(() => rebuild(ownerUrl)),
      bare: () => rate(() => readLogBare(ownerUrl)),
    });
    return [
      beside(
        {
          of: 'e',
          what: `events a second in a rebuild of ${model}, log of ${events} events`,
          unit: '/s',
          values: measured.subject,
          limit: { least: 0.3 },
        },
        { what: 'reading the log, /s', values: measured.bare },
      ),
    ];
  });

async function rebuild(ownerUrl: string): Promise<void> {
  const child = fork(program, [model], { env: { ...process.env, DATABASE_ADMIN_URL: ownerUrl }, silent: true });
  let written = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (written += String(text)));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`The rebuild ended with ${code}: ${written}`);
}
