import type { PageTexts } from './dutch.js';

/** `1 group`, `3 groups`. */
const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

const readers: Readonly<Record<string, string>> = {
  'referral-list': 'The list of referrals',
  'proposal-list': 'The list of proposals',
  'stay-list': 'The list of stays',
  'finding-list': 'The list of findings',
  reactions: 'The work that follows decisions',
  relay: 'The passing on to others',
};
const programs: Readonly<Record<string, string>> = {
  'cap-api': 'Front door (cap-api)',
  'cap-worker': 'Work after each decision (cap-worker)',
  'availability-worker': 'Reports from Kafka (availability-worker)',
};
const roles: Readonly<Record<string, string>> = {
  http: 'take questions and commands',
  live: 'pass on changes',
  project: 'keep the lists up to date',
  publish: 'pass on places',
  react: 'follow up what was decided',
  clock: 'watch the terms',
  relay: 'pass on to others over Kafka',
  webhooks: 'pass on to others over HTTP',
  audit: 'check that all is as it must be',
};

/** Everything that the script of the page says, in English. */
export const english: PageTexts = {
  locale: 'en-GB',
  careForms: {
    'crisis-facility': 'crisis facility (crisisopvang)',
    'crisis-bed': 'crisis bed (crisisbed)',
    'family-home': 'family home (gezinshuis)',
    'training-flat': 'training flat (kamertraining)',
    'living-group': 'living group (woongroep)',
    'treatment-group': 'treatment group (behandelgroep)',
    clinical: 'clinical stay (klinisch verblijf)',
    'short-stay': 'short stay (logeren)',
    'foster-care': 'foster care (pleegzorg)',
    'part-time-foster-care': 'part-time foster care (deeltijdpleegzorg)',
    'part-time-stay': 'part-time stay (deeltijdverblijf)',
  },

  time: (clock) => clock,
  lessThanAMinute: 'less than a minute',
  minutes: (minutes) => count(minutes, 'minute', 'minutes'),
  hours: (hours) => count(hours, 'hour', 'hours'),
  days: (days) => `${days} days`,
  groups: (groups) => count(groups, 'group', 'groups'),

  connecting: 'Connecting …',
  connected: 'Connected: you see every change by itself.',
  lost: (stand, why) =>
    `Connection lost${stand === null ? '' : ` – you see the figures of ${stand}`}. ${why || 'The page tries again by itself.'}`,
  heardConnectedAgain: 'Connected again.',
  heardLost: 'Connection lost.',
  onlyHere:
    'Open the page on the computer that runs the CAP, or start the CAP with npm start. This page works only there.',
  noAccess: (status) =>
    `Wait a moment: the page tries again by itself. The CAP gives no access now (answer ${status}).`,

  pause: 'Pause',
  goOn: 'Go on',
  paused: (waiting) => `Paused. ${waiting === 1 ? '1 change waits' : `${waiting} changes wait`}.`,
  dataComeFrom: (version, address, name) => `The data are in PostgreSQL ${version} at ${address}, database ${name}.`,
  reportsComeIn: {
    embedded: 'Reports of providers come in over HTTP.',
    full: 'Reports of providers come in over HTTP and Kafka.',
  },
  clock: (moment) => `On the clock of the CAP it is ${moment}.`,

  cover: (heard, groups) => `Heard: ${heard} of ${count(groups, 'group', 'groups')}.`,
  tooMany: (places) => `${count(places, 'place is', 'places are')} promised too many.`,
  ages: (oldest, median) => `The oldest figure is ${oldest} old. Half of the figures are ${median} old or younger.`,
  noAges: 'No group has reported figures yet.',
  cellTooMany: (places) => `${places} promised too many`,
  cellStaleFree: (places) => `with ${places} reported free`,
  cellHeard: (heard, groups) => `${heard} of ${groups}`,
  justChanged: 'just changed',

  heardChanges: (changes) => (changes === 1 ? '1 group changed.' : `Groups changed ${changes} times.`),
  gone: 'no longer in the region',
  newUnheard: 'new group, not heard yet',
  newGroup: (free, inOperation) => `new group, ${free} free of ${inOperation} in operation`,
  firstReport: (free, inOperation) => `first report, ${free} free of ${inOperation} in operation`,
  moved: (what, from, to) => `${what} from ${from} to ${to}`,
  free: 'free',
  promisedTooMany: 'promised too many',
  promised: 'promised',
  occupied: 'occupied',
  inOperation: 'in operation',
  stale: 'figure is out of date',
  fresh: 'figure is up to date again',

  heardStuck: 'Something waits for the operator.',
  heardNothingStuck: 'Nothing waits for the operator any more.',
  command: 'The command is:',
  halted: (reader, since, behind, why) =>
    `Repair the cause and let it go on. ${readers[reader] ?? `The reader ${reader}`} stands still${since === null ? '' : ` since ${since}`} and is ${count(behind, 'event', 'events')} behind (reason: ${why}).`,
  parked: (streams) =>
    `Look at what waits, repair the cause and let it go on. What follows ${count(streams, 'decision', 'decisions')} has failed; what comes after that waits.`,
  deadLetters: (letters) =>
    `Look at why, repair the cause, and have the messages processed again or mark them as settled. ${count(letters, 'message of a provider', 'messages of providers')} could not be processed.`,
  webhookGivenUp: (since, behind) =>
    `Ask the subscriber to repair its address and let the delivery go on. The subscriber has been given nothing${since === null ? '' : ` since ${since}`}, because the delivery kept failing; at most ${count(behind, 'event waits', 'events wait')}.`,
  webhookHeldUp: (behind) =>
    `Look in the log for the reason, repair the cause and let the delivery go on. A subscriber is given nothing, because the CAP cannot read the next event or the secret of the subscriber; at most ${count(behind, 'event waits', 'events wait')}.`,

  program: (kind) => programs[kind] ?? kind,
  role: (role) => roles[role] ?? role,
  takesReports: 'process reports',
  doesNotListen: 'does not listen',
  justNow: 'just now',
  silent: (age) => `not heard for ${age}`,
};
