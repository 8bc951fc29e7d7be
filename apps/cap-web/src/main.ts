import type { UnitRow } from '@cap/contracts';
import { Announcer } from './announcer.js';
import { changesBetween, withNews, type Change, type UnitChange } from './change-list.js';
import { followRoom } from './connection.js';
import { connectionWords, type ConnectionState } from './connection-words.js';
import { element, setText } from './dom.js';
import { readPageFacts, type PageFacts } from './page-facts.js';
import { Painter } from './painter.js';
import { readWhatRuns, showProcesses } from './processes.js';
import { RegionView } from './region-view.js';
import { ServerClock } from './server-clock.js';
import { StuckList } from './stuck-list.js';
import { stuckItems } from './stuck-words.js';
import { texts } from './texts/texts.js';

const repaintMs = 500;
const tickMs = 1000;
const processesMs = 5000;

const clock = new ServerClock();
const view = new RegionView();
const announcer = new Announcer((text) => setText(element('announcements'), text));

let units: ReadonlyMap<string, UnitRow> | null = null;
let changes: readonly Change[] = [];
let connection: ConnectionState = { is: 'connecting' };
let facts: PageFacts | null = null;
let waitingChanges = 0;

const painter = new Painter(() => {
  waitingChanges = 0;
  view.show({ units, changes, now: clock.now() });
}, repaintMs);

/** The connection and the pause button speak of the page itself, so a pause does not stop them. */
function showFrame(): void {
  setText(element('connection'), connectionWords(connection, units !== null, clock.now()));
  element('connection').dataset['state'] = connection.is;
  setText(element('pause'), painter.paused ? texts.goOn : texts.pause);
  setText(element('paused'), painter.paused ? texts.paused(waitingChanges) : '');
}

function whereDataComeFrom({ mode, database: { version, address, name } }: PageFacts): string {
  return `${texts.dataComeFrom(version, address, name)} ${texts.reportsComeIn[mode]}`;
}

async function readToken(): Promise<string> {
  try {
    facts = await readPageFacts();
    setText(element('database'), whereDataComeFrom(facts));
    return facts.token;
  } catch (error) {
    setText(element('problem'), error instanceof Error ? error.message : '');
    throw error;
  }
}

followRoom<UnitRow>('units/region', readToken, {
  moved(before, after) {
    if (after.serverTime) clock.hear(after.serverTime);
    if (units !== null) tellChanges(changesBetween(before.rows, after.rows), new Date(clock.now()).toISOString());
    units = after.rows;
    painter.request();
    if (painter.paused) showFrame();
  },
  connected() {
    if (connection.is === 'lost') announcer.tell(texts.heardConnectedAgain);
    connection = { is: 'connected' };
    setText(element('problem'), '');
    showFrame();
  },
  lost(why) {
    if (connection.is === 'connected') announcer.tell(texts.heardLost);
    const since = connection.is === 'lost' ? connection.since : clock.now();
    connection = { is: 'lost', why, since };
    showFrame();
  },
});

function tellChanges(news: readonly UnitChange[], at: string): void {
  changes = withNews(changes, news, at);
  waitingChanges += news.length;
  announcer.changed(news.length);
}

element('pause').addEventListener('click', () => {
  if (painter.paused) painter.resume();
  else painter.pause();
  showFrame();
});

setText(element('try-next'), `npm run simulate -- --seed 7 --days 30 --against ${location.origin}`);

const processes = element<HTMLTableSectionElement>('processes');
const stuck = new StuckList(element('stuck'), element('nothing-stuck'), (text) => announcer.tell(text));
async function showWhatRuns(token: string): Promise<void> {
  const seen = await readWhatRuns(token);
  if (seen === null) return;
  showProcesses(processes, seen);
  stuck.show(stuckItems(seen, seen.now));
}
const refreshProcesses = (): void => {
  if (facts && !painter.paused) showWhatRuns(facts.token).catch(() => undefined);
};

// Ages and what just changed change by time alone.
setInterval(() => (painter.request(), showFrame()), tickMs);
setInterval(refreshProcesses, processesMs);
setTimeout(refreshProcesses, repaintMs);
