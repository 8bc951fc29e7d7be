import { join } from 'node:path';
import { createDataSource } from '@cap/event-store';
import { keptAppUrl } from '@cap/local-services';
import { deadLetters } from './dead-letters';
import { readOrder, usage, WrongOrder, type Order, type Subject } from './orders';
import { parked } from './parked';
import { readers } from './readers';
import { actionOf, type Action } from './task';

const actions: Readonly<Record<Subject, Readonly<Record<string, Action>>>> = {
  'dead-letters': deadLetters,
  readers,
  parked,
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Carries out one order of an operator. The exit code is 0 when all that was asked has been done. */
async function operate(): Promise<number> {
  const order = readOrder(process.argv.slice(2), process.env);
  if (order === null) {
    say(usage);
    return 0;
  }
  const action = actionOf(actions[order.subject], order);
  const dataSource = createDataSource({ url: addressFor(order), poolSize: 2, applicationName: 'cap-operate' });
  await dataSource.initialize();
  try {
    return (await action({ ...order, dataSource, say })) ? 0 : 1;
  } finally {
    await dataSource.destroy();
  }
}

/** DATABASE_URL, else the database that npm start keeps in the directory. */
function addressFor({ directory }: Order): string {
  const url = process.env['DATABASE_URL'] || keptAppUrl(join(directory, 'postgres'), 'cap');
  if (url) return url;
  throw new WrongOrder(
    `In ${directory} is geen omgeving. Start er een met npm start, noem een andere map met --directory, of zet DATABASE_URL.`,
  );
}

operate().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
