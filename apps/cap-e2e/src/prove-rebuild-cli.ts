import { parseArgs } from 'node:util';
import { proveRebuild, type Proof } from './rebuild/prove-rebuild';
import { endCap, startCap } from './support/start-cap';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Proves on an instance of its own that a rebuild loses nothing, and gives the exit code: 0 when it does not. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '1000000' }, clients: { type: 'string', default: '50' } },
  });
  say('een eigen omgeving met twee API-processen start in een verse map');
  const cap = await startCap({ apis: 2 });
  try {
    const [events, clients] = [Number(values.events), Number(values.clients)];
    return judge(await proveRebuild(cap, { events, clients, firstByRebuild: events > 100_000, say }), clients);
  } finally {
    await endCap(cap);
  }
}

function judge(proof: Proof, clients: number): number {
  const { commands, changes, epochs, flaws, strayed, same, different, computed, wrong, ms } = proof;
  const told = epochs.filter((seen) => seen.length > 1).length;
  const ratio = (ms.readBare / ms.quiet).toFixed(2).replace('.', ',');
  say(`
Volgers: ${clients}, waarvan ${told} het nieuwe tijdperk zagen; ${commands} opdrachten, ${changes} wijzigingen gezien.
  gemist of teruggegaan: ${flaws.length}${flaws.length > 0 ? ` (${[...new Set(flaws)].slice(0, 5).join('; ')})` : ''}
  anders dan de lijst:   ${strayed}
Cijfers: ${same} rijen gelijk aan de oude lijst, ${different} anders; ${computed} uit het logboek nagerekend, ${wrong} anders.
Snelheid: het kale lezen van het logboek duurt ${ratio} van het herbouwen (met indexen, inhalen en omwisselen) in rust;
  terwijl de volgers bezig zijn duurt het herbouwen ${(ms.busy / ms.quiet).toFixed(1).replace('.', ',')} keer zo lang.
`);
  const clean = flaws.length + strayed + different + wrong === 0 && told === clients && same > 0;
  say(clean ? 'SCHOON: geen wijziging gemist, de cijfers zijn gelijk.' : 'NIET SCHOON.');
  return clean ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
