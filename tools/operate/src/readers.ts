import type { ReaderView } from '@cap/contracts';
import { readerStates, resumeHalted, Wakeup } from '@cap/event-store';
import { WrongOrder } from './orders';
import { moment, table } from './table';
import { within, type Action } from './task';

const list: Action = async ({ dataSource, say }) => {
  const readers = await readerStates(dataSource);
  const rows = readers.map((one) => [one.reader, one.position, one.behind, stateOf(one)]);
  for (const line of table(['lezer', 'positie', 'achter', 'toestand'], rows)) say(line);
  return true;
};

function stateOf({ behind, haltedAt, haltedBecause, haltedSince }: ReaderView): string {
  if (haltedAt === null) return behind === 0 ? 'bij' : 'leest';
  return `staat stil bij gebeurtenis ${haltedAt} sinds ${moment(haltedSince!)} (${haltedBecause})`;
}

const resume: Action = async (task) => {
  const { dataSource, say, of } = task;
  const [name] = of;
  if (name === undefined) throw new WrongOrder('Noem de lezer die verder moet: readers resume <naam>.');
  const reader = async () => (await readerStates(dataSource)).find((one) => one.reader === name);
  const before = await reader();
  if (!before) throw new WrongOrder(`Er is geen lezer "${name}". Kijk met: readers list.`);
  const { haltedAt, haltedSince } = before;
  if (haltedAt === null || !(await resumeHalted(dataSource, name))) {
    say(`${name} staat niet stil; er is niets te doen.`);
    return true;
  }
  new Wakeup(dataSource, 0).touch('cap_log');
  const after = await within(task, async () => {
    const now = (await reader())!;
    const stoodStillAgain = now.haltedSince !== null && now.haltedSince !== haltedSince;
    return stoodStillAgain || (now.haltedAt === null && now.position >= haltedAt) ? now : null;
  });
  return tell(say, name, after);
};

function tell(say: (line: string) => void, name: string, after: ReaderView | null): boolean {
  if (after === null) {
    say(`${name} mag verder, maar niemand leest. Kijk of er een cap-worker draait met de taak die hierbij hoort.`);
    return false;
  }
  if (after.haltedAt === null) {
    say(`${name} gaat verder: positie ${after.position}, nog ${after.behind} te gaan.`);
    return true;
  }
  say(`${name} staat weer stil bij gebeurtenis ${after.haltedAt} (${after.haltedBecause}). Herstel eerst de oorzaak.`);
  return false;
}

/** Readers of the log: how far they are, and let one go on that halted. */
export const readers = { list, resume };
