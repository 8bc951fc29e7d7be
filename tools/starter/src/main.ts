import { endWithParent, onShutdown, shutDown } from '@cap/platform';
import { showRegion } from './demonstration';
import { startInstance, type Instance } from './instance';
import { readOptions, type Options } from './options';
import { untilReady } from './ready';

const readyWithinMs = 60_000;
const say = (line: string): void => void process.stdout.write(`[start] ${line}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const instance = await startInstance(options, say);
  onShutdown('instance', () => instance.stop());
  endWithParent();
  void instance.lost.then(async (reason) => {
    say(`${reason}. Alles wordt gestopt; start opnieuw om verder te gaan waar u was.`);
    await shutDown(1);
  });
  await untilReady(instance.apis, readyWithinMs);
  if (!options.empty) await showRegion(instance.apis[0]!);
  announce(options, instance);
}

function announce({ machine, empty }: Options, { apis, kafkaBrokers, postgresPort }: Instance): void {
  if (machine) process.stdout.write(`ready ${JSON.stringify({ apis, kafkaBrokers })}\n`);
  const simulate = `npm run simulate -- --seed ${empty ? 7 : 1} --days 30 --against ${apis.join(',')}`;
  process.stdout.write(`
  Het aanmeldpunt is gereed.

    De pagina met de plekken van de regio   ${apis[0]}/
    De API                                  ${apis.map((api) => `${api}/v1`).join('  ')}
    PostgreSQL                              127.0.0.1:${postgresPort}
    Kafka                                   ${kafkaBrokers ?? 'uit (aan met: npm start -- --kafka)'}

  Wat u nu kunt doen: open de pagina, en laat in een tweede venster de regio spelen:

    ${simulate}

  De plekken bewegen dan op de pagina. Ctrl-C stopt alles.
`);
}

main().catch(async (error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  await shutDown(1);
});
