import { parseArgs } from 'node:util';

export interface Options {
  /** The file with one report a line. */
  readonly feed: string;
  /** The address of the CAP. */
  readonly url: string;
  /** The provider's id; null: the CAP is asked which there are. */
  readonly provider: string | null;
  /** A planner's token; null: a development instance makes one. */
  readonly token: string | null;
  /** Kafka's brokers; empty: the reports go over HTTP. */
  readonly brokers: readonly string[];
}

export const usage = `npm run provider-kit -- --provider <id> [--feed <bestand>] [opties]

Speelt de meldingen van een aanbieder af tegen een draaiend aanmeldpunt, en zegt regel voor regel wat er van werd, en wat
er nog ontbreekt. Het bestand heeft één melding per regel, als JSON, zoals uw systeem haar zou sturen; een eigen id mag
erbij.

  --provider <id>     de aanbieder; zonder dit noemt het aanmeldpunt wie er zijn (alleen op een ontwikkelomgeving)
  --feed <bestand>    de meldingen (feed.ndjson)
  --url <adres>       het aanmeldpunt (http://127.0.0.1:3000)
  --brokers <adres>   over Kafka, met dit adres van de broker; zonder dit over HTTP
  --help              deze tekst

CAP_TOKEN is het token van een planner van de aanbieder. Zonder maakt een ontwikkelomgeving er zelf een.
De afloop is 0 als alles klopt, en anders 1.
`;

/** An option that cannot be. The message is for the person at the terminal. */
export class WrongOption extends Error {}

/** Reads the command line; null when help is asked. Throws a `WrongOption`. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Options | null {
  const { values } = parse(args);
  if (values.help) return null;
  return {
    feed: values.feed ?? 'feed.ndjson',
    url: address(values.url ?? 'http://127.0.0.1:3000'),
    provider: values.provider ?? null,
    token: environment['CAP_TOKEN'] || null,
    brokers: (values.brokers ?? '').split(',').filter((broker) => broker !== ''),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { provider: text, feed: text, url: text, brokers: text, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new WrongOption(`${(error as Error).message}\n\n${usage}`);
  }
}

function address(text: string): string {
  if (URL.canParse(text)) return text.replace(/\/$/, '');
  throw new WrongOption(`--url is geen adres: ${text}. Geef bijvoorbeeld http://127.0.0.1:3000.`);
}
