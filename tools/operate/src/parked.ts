import { askToResume, listParked, Wakeup, type ParkedKey, type ParkedStream } from '@cap/event-store';
import { WrongOrder } from './orders';
import { moment, table } from './table';
import { within, type Action, type Task } from './task';

const nameOf = ({ streamType, streamId }: ParkedKey): string => `${streamType}/${streamId}`;

const list: Action = async ({ dataSource, say }) => {
  const streams = await listParked(dataSource);
  if (streams.length === 0) say('Er wacht geen stroom.');
  const rows = streams.map((one) => [
    one.reader,
    nameOf(one),
    one.position,
    moment(one.parkedAt),
    one.times,
    one.because,
  ]);
  const heading = ['lezer', 'stroom', 'vanaf gebeurtenis', 'sinds', 'keer mislukt', 'reden'];
  if (rows.length > 0) for (const line of table(heading, rows)) say(line);
  return true;
};

const resume: Action = async (task) => {
  const asked = chosen(task, await listParked(task.dataSource));
  if (asked.length === 0) task.say('Er wacht geen stroom; er is niets te doen.');
  for (const stream of asked) await askToResume(task.dataSource, stream, task.by);
  new Wakeup(task.dataSource, 0).touch('cap_log');
  const done: boolean[] = [];
  for (const stream of asked) done.push(await outcome(task, stream));
  return done.every(Boolean);
};

function chosen({ all, of }: Task, streams: readonly ParkedStream[]): readonly ParkedStream[] {
  if (all) return streams;
  const [reader, stream] = of;
  if (stream === undefined) throw new WrongOrder('Noem lezer en stroom: parked resume <lezer> <stroom>, of --all.');
  const found = streams.filter((one) => one.reader === reader && nameOf(one) === stream);
  if (found.length === 0)
    throw new WrongOrder(`${reader} heeft geen stroom ${stream} die wacht. Kijk met: parked list.`);
  return found;
}

async function outcome(task: Task, { reader, streamType, streamId }: ParkedStream): Promise<boolean> {
  const name = nameOf({ reader, streamType, streamId });
  const after = await within(task, async () => {
    const streams = await listParked(task.dataSource);
    const now = streams.find((one) => one.reader === reader && nameOf(one) === name);
    return now === undefined ? 'done' : now.asked ? null : now;
  });
  if (after === 'done') task.say(`${name} gaat verder: alles wat wachtte is gedaan.`);
  else if (after === null)
    task.say(`${name} is nog niet aan de beurt. Kijk of er een cap-worker met de taak react draait.`);
  else task.say(`${name} wacht weer vanaf gebeurtenis ${after.position} (${after.because}). Herstel eerst de oorzaak.`);
  return after === 'done';
}

/** Streams of which a reaction failed: see them, and go on with one or all. */
export const parked = { list, resume };
