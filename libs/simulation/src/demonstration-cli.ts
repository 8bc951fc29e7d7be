import { asInstant } from '@cap/contracts';
import { Actors } from './client/actors';
import { CapApi } from './client/api';
import { inventRegion } from './region/invent-region';
import { registerRegion } from './region/register-region';
import { reportAll, takeStock } from './region/take-stock';
import { dayOf } from './time/amsterdam';
import { markInstance } from './instance/adopt';

/** The demonstration of `npm start` shows this region. */
const seed = 1;
/** Stock is taken of so many stays that the demonstration is there in seconds; reports count everybody. */
const stockTaken = 120;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Fills an empty instance with the demonstration region; a filled one stays as it was. */
async function main(address: string): Promise<void> {
  const api = new CapApi([address]);
  const administrator = new Actors(seed).administrator();
  if (!(await api.instance(administrator)).empty) return say('De omgeving is al gevuld en blijft zoals zij is.');
  const { at } = await api.clock(administrator);
  const region = inventRegion(seed, dayOf(at));
  say(`De demonstratieregio wordt gevuld: ${region.units.length} verzonnen groepen.`);
  await markInstance(api, administrator, seed);
  await registerRegion(api, region);
  await takeStock(api, region, stockTaken);
  const answers = await reportAll(api, region, asInstant((await api.clock(administrator)).at));
  say(`De demonstratieregio is gevuld: ${answers.length} groepen hebben gemeld.`);
}

main(process.argv[2] ?? 'http://127.0.0.1:3000').then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
