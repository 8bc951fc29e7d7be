import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connected, freePort, startEmbeddedPostgres } from '@cap/local-services';
import { alone, beside, type Line } from '../figures/line';
import { inRounds, timed } from '../figures/rounds';
import { inFolder } from '../stand/stand';

const repository = join(__dirname, '../../../..');

/**
 * (f) From the start to ready, the second time.
 *
 * Subject: `npm start` as somebody types it (the check of packages and compilation, PostgreSQL, migrations, API, worker, and the
 * look whether the region is there), on the data of an earlier start with the demonstration region, until it says that it is
 * ready. Beside it: PostgreSQL alone, on data that are there, until it has answered a question.
 */
export const benchStart = (quick: boolean): Promise<Line[]> =>
  inFolder(async (directory) => {
    const port = await freePort();
    const begin = () => startUntilReady(join(directory, 'cap'), port);
    const first = await begin();
    const postgres = join(directory, 'bare');
    const measured = await inRounds(quick ? 1 : 5, {
      second: begin,
      postgres: async () => {
        let server: Awaited<ReturnType<typeof startEmbeddedPostgres>> | undefined;
        const ms = await timed(async () => {
          server = await startEmbeddedPostgres({ directory: postgres });
          await connected(server.adminUrl, (client) => client.query('select 1'));
        });
        await server?.stop();
        return ms / 1000;
      },
    });
    const second = { of: 'f', what: 'second `npm start` to ready', unit: 's', values: measured.second };
    return [
      alone({ ...second, limit: { most: 5 } }),
      beside(second, { what: 'PostgreSQL alone, s', values: measured.postgres }),
      alone({ of: 'f', what: 'first `npm start` to ready, with the demonstration region', unit: 's', values: [first] }),
    ];
  });

/** Real seconds from the start to ready; then it is stopped. */
async function startUntilReady(directory: string, port: number): Promise<number> {
  const began = performance.now();
  const args = ['start', '--silent', '--', '--machine', '--directory', directory, '--port', String(port)];
  const env = { ...process.env, KAFKA_BROKERS: '', NODE_OPTIONS: '' };
  const child = spawn('npm', args, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = once(child, 'exit');
  const written: string[] = [];
  const ready = new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        written.push(line);
        if (line.startsWith('ready ')) resolve((performance.now() - began) / 1000);
      });
    void ended.then(() => reject(new Error(`npm start ended. Its last lines:\n${written.slice(-20).join('\n')}`)));
  });
  try {
    return await ready;
  } finally {
    // The whole family: npm passes a signal on to its script only.
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGTERM');
    await ended;
  }
}
