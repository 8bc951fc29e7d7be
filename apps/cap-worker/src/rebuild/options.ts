import { parseArgs } from 'node:util';
import { readModels, type ReadModel } from '@cap/read-models';

export const usage = `npm run rebuild -- <leesmodel ...> | --all

Bouwt leesmodellen opnieuw op uit het logboek, terwijl de oude in gebruik blijven. Pas als een nieuw leesmodel alles
heeft, neemt het in één keer de plaats in van het oude. Wordt het onderbroken, dan blijft het oude; begin opnieuw.

  ${readModels.map(({ name }) => name).join('\n  ')}

  --all    alle leesmodellen, na elkaar
  --help   deze tekst

De database is die van DATABASE_ADMIN_URL (met de rol cap_owner), of anders die van npm start.
`;

/** The command line asks for what is not there. The message says what can be asked. */
export class WrongOption extends Error {}

/** Which read models are to be rebuilt; null when help is asked. Throws `WrongOption`. */
export function readOptions(args: readonly string[]): readonly ReadModel[] | null {
  const { all, help, names } = parsed(args);
  if (help) return null;
  const unknown = names.filter((name) => !readModels.some((model) => model.name === name));
  if (unknown.length > 0) throw new WrongOption(`Geen leesmodel: ${unknown.join(', ')}.\n\n${usage}`);
  if (all === names.length > 0) throw new WrongOption(`Noem een leesmodel, of --all.\n\n${usage}`);
  return all ? readModels : readModels.filter(({ name }) => names.includes(name));
}

function parsed(args: readonly string[]): { all: boolean; help: boolean; names: string[] } {
  try {
    const options = { all: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { ...values, names: positionals };
  } catch (cause) {
    throw new WrongOption(usage, { cause });
  }
}
