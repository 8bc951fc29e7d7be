import { readFileSync } from 'node:fs';
import { isId, type ProviderId } from '@cap/contracts';
import { Cap, NoAnswer } from './cap';
import { readFeed } from './feed';
import { readOptions, usage, WrongOption, type Options } from './options';
import { tellOverHttp } from './over-http';
import { tellOverKafka } from './over-kafka';
import { missing } from './readiness';
import { inWords } from './told';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Plays a provider's feed, and says what is missing. The exit code is 0 when nothing is. */
async function play(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === null) {
    say(usage);
    return 0;
  }
  const provider = await providerOf(options);
  const lines = readFeed(textOf(options));
  const cap = await Cap.asPlanner(options.url, provider, options.token);
  const told = await (options.brokers.length > 0
    ? tellOverKafka(options.brokers, provider, lines)
    : tellOverHttp(cap, lines));
  for (const one of told) say(inWords(one));
  const lacks = missing(told, await cap.units(provider));
  say(lacks.length === 0 ? '\nGEREED: alle groepen zijn gemeld, en alles is aangenomen.' : '\nNOG NIET GEREED:');
  for (const lack of lacks) say(`  - ${lack}`);
  return lacks.length === 0 ? 0 : 1;
}

async function providerOf({ provider, url }: Options): Promise<ProviderId> {
  if (provider !== null && isId(provider)) return provider as ProviderId;
  if (provider !== null) throw new WrongOption(`--provider is geen id: ${provider}.`);
  const there = (await Cap.providers(url)).map(({ providerId, name }) => `  ${providerId}  ${name}`);
  throw new WrongOption(`Zeg met --provider voor welke aanbieder. Er zijn er ${there.length}:\n${there.join('\n')}`);
}

function textOf({ feed }: Options): string {
  try {
    return readFileSync(feed, 'utf8');
  } catch (cause) {
    throw new WrongOption(`${feed} is niet te lezen. Noem het bestand met de meldingen in --feed.`, { cause });
  }
}

play().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const expected = error instanceof WrongOption || error instanceof NoAnswer;
    console.error(expected ? error.message : error);
    process.exitCode = 1;
  },
);
