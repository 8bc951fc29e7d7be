import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from './back-up';
import { backedUp } from './backed-up';
import { restore } from './restore';

const usage = `npm run backup -- --to <map> [--directory <map>]
npm run restore -- --from <map> --directory <map>

  --to <map>          waar de reservekopie komt; een nieuwe map
  --from <map>        een reservekopie
  --directory <map>   backup: de omgeving van npm start, die werkt (.cap)
                      restore: waar de omgeving komt; een nieuwe map
  --help              deze tekst

Voor een eigen PostgreSQL: docs/backup-and-restore.md.
`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      from: { type: 'string' },
      directory: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return say(usage);
  if (positionals[0] === 'backup' && values.to) {
    const directory = values.directory ?? process.env['CAP_DIRECTORY'] ?? '.cap';
    const to = resolve(values.to);
    const { beganAt, endedAt, files } = await backUp(resolve(directory), to);
    say(`De reservekopie staat in ${to}: ${files} bestanden, van ${beganAt} tot ${endedAt}.`);
    say(`Bewaar ${backedUp(to).keys} op een andere plaats: wie beide heeft kan alles lezen.`);
    return say('Zonder de sleutels leest niemand de teksten van het dossier nog.');
  }
  if (positionals[0] === 'restore' && values.from && values.directory) {
    const directory = resolve(values.directory);
    const { beganAt } = await restore(resolve(values.from), directory);
    say(`De omgeving staat in ${directory}, met alles wat bevestigd was op ${beganAt}.`);
    return say(`Start haar met: npm start -- --directory ${directory}`);
  }
  throw new Error(usage);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
