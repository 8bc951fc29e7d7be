import { createDataSource } from '@cap/event-store';
import { endWithParent } from '@cap/platform';
import { readModelEntities, rebuild } from '@cap/read-models';
import { explain } from './rebuild/explain';
import { readOptions, usage, WrongOption } from './rebuild/options';
import { Progress, type Say } from './rebuild/progress';

const say: Say = (line, mayGo) => {
  if (!process.stdout.isTTY) return void process.stdout.write(`${line}\n`);
  // To the beginning of the line, and away with what stands there.
  process.stdout.write(`\r\u001b[2K${line}${mayGo ? '' : '\n'}`);
};

const missingDatabase =
  'Er is geen database. Start eerst met npm start, of zet DATABASE_ADMIN_URL op het adres met de rol cap_owner.';

/** Rebuilds read models one after another, and gives the exit code: 0 when all were. */
async function main(): Promise<number> {
  endWithParent();
  const models = readOptions(process.argv.slice(2));
  if (models === null) {
    process.stdout.write(usage);
    return 0;
  }
  const url = process.env['DATABASE_ADMIN_URL'];
  if (!url) throw new WrongOption(missingDatabase);
  const options = { url, entities: readModelEntities, poolSize: 2, applicationName: 'cap-rebuild' };
  const dataSource = await createDataSource(options).initialize();
  try {
    for (const model of models) {
      const progress = new Progress(model.name, say);
      const { position, epoch } = await rebuild(dataSource, model, { tell: progress.tell });
      progress.end(position, epoch);
    }
    return 0;
  } finally {
    await dataSource.destroy();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${process.stdout.isTTY ? '\n' : ''}${explain(error)}\n`);
    process.exit(1);
  },
);
