import { askReplay, deadLetterOf, listDeadLetters, markHandled, type DeadLetter } from '@cap/event-store';
import { WrongOrder } from './orders';
import { moment, table } from './table';
import { within, type Action, type Task } from './task';

const statuses = { open: 'open', replayed: 'opnieuw verwerkt', handled: 'afgehandeld' } as const;
const heading = ['nr', 'aanbieder', 'reden', 'keer', 'laatst', 'toestand', 'toelichting'];

const list: Action = async ({ dataSource, say, all }) => {
  const letters = await every(dataSource, all ? 'all' : 'open');
  if (letters.length === 0) say('Er zijn geen berichten die op u wachten.');
  const rows = letters.map((one) => [
    one.letterNo,
    one.providerId ?? 'onbekend',
    one.reason,
    one.times,
    moment(one.lastSeenAt),
    one.replayAsked ? 'wordt opnieuw verwerkt' : statuses[one.status],
    one.detail,
  ]);
  if (rows.length > 0) for (const line of table(heading, rows)) say(line);
  return true;
};

async function every(dataSource: Task['dataSource'], which: 'open' | 'all'): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for (;;) {
    const part = await listDeadLetters(dataSource, { which, after: letters.at(-1)?.letterNo ?? 0 });
    if (part.length === 0) return letters;
    letters.push(...part);
  }
}

const replay: Action = async (task) => {
  const { dataSource, all, by, say } = task;
  const letters = all ? await every(dataSource, 'open') : [await named(task)];
  if (letters.length === 0) say('Er zijn geen open berichten; er is niets te doen.');
  const numbers = letters.map(({ letterNo }) => letterNo);
  const asked = new Set(await askReplay(dataSource, numbers, by));
  const done: boolean[] = [];
  for (const letter of letters) {
    if (asked.has(letter.letterNo)) done.push(await outcome(task, letter));
    else say(`Bericht ${letter.letterNo} is al ${statuses[letter.status]}; er is niets te doen.`);
  }
  return done.every(Boolean);
};

const handled: Action = async (task) => {
  const { letterNo, status } = await named(task);
  const marked = await markHandled(task.dataSource, letterNo, task.by);
  task.say(
    marked
      ? `Bericht ${letterNo} is afgehandeld door ${task.by}.`
      : `Bericht ${letterNo} is al ${statuses[status]}; er is niets te doen.`,
  );
  return true;
};

async function named({ dataSource, of: [number] }: Task): Promise<DeadLetter> {
  if (number === undefined || !/^\d{1,15}$/.test(number))
    throw new WrongOrder('Noem het nummer van het bericht. Kijk met: dead-letters list.');
  const letter = await deadLetterOf(dataSource, Number(number));
  if (letter) return letter;
  throw new WrongOrder(`Er is geen bericht ${number}. Kijk met: dead-letters list --all.`);
}

async function outcome(task: Task, { letterNo, replays }: DeadLetter): Promise<boolean> {
  const after = await within(task, async () => {
    const now = (await deadLetterOf(task.dataSource, letterNo))!;
    return now.replays > replays ? now : null;
  });
  task.say(`Bericht ${letterNo} ${wordsFor(after)}`);
  return after?.lastReplay === 'applied';
}

function wordsFor(after: DeadLetter | null): string {
  switch (after?.lastReplay) {
    case 'applied':
      return 'is opnieuw verwerkt.';
    case 'failed-again':
      return `kan nog steeds niet verwerkt worden (${after.reason}) en blijft open. Herstel eerst de oorzaak.`;
    case 'no-longer-kept':
      return 'wordt nergens meer bewaard en blijft open. Vraag de aanbieder de melding opnieuw te sturen.';
    default:
      return 'is nog niet aan de beurt. Kijk of er een availability-worker draait; de vraag blijft staan.';
  }
}

/** Messages from outside that could not be handled: see them, replay them, mark them as handled. */
export const deadLetters = { list, replay, handled };
