import { careFormNames } from '@cap/contracts';

/** `1 groep`, `3 groepen`. */
const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

const readers: Readonly<Record<string, string>> = {
  'referral-list': 'Het overzicht van aanmeldingen',
  'proposal-list': 'Het overzicht van voorstellen',
  'stay-list': 'Het overzicht van verblijven',
  'finding-list': 'Het overzicht van bevindingen',
  reactions: 'Het opvolgen van besluiten',
  relay: 'Het doorgeven naar buiten',
};
const programs: Readonly<Record<string, string>> = {
  'cap-api': 'Voordeur (cap-api)',
  'cap-worker': 'Werk na elk besluit (cap-worker)',
  'availability-worker': 'Meldingen uit Kafka (availability-worker)',
};
const roles: Readonly<Record<string, string>> = {
  http: 'vragen en opdrachten aannemen',
  live: 'wijzigingen doorgeven',
  project: 'overzichten bijwerken',
  publish: 'plaatsen doorgeven',
  react: 'opvolgen wat is besloten',
  clock: 'termijnen bewaken',
  relay: 'doorgeven naar buiten over Kafka',
  webhooks: 'doorgeven naar buiten over HTTP',
  audit: 'nakijken of alles klopt',
};

/** Everything that the script of the page says, in Dutch. */
export const dutch = {
  locale: 'nl-NL',
  careForms: careFormNames,

  time: (clock: string) => `${clock.replace(':', '.')} uur`,
  lessThanAMinute: 'minder dan een minuut',
  minutes: (minutes: number) => count(minutes, 'minuut', 'minuten'),
  hours: (hours: number) => `${hours} uur`,
  days: (days: number) => `${days} dagen`,
  groups: (groups: number) => count(groups, 'groep', 'groepen'),

  connecting: 'Verbinding maken …',
  connected: 'Verbonden: u ziet elke wijziging vanzelf.',
  lost: (stand: string | null, why: string) =>
    `Verbinding verbroken${stand === null ? '' : ` – u ziet de stand van ${stand}`}. ${why || 'De pagina probeert het vanzelf opnieuw.'}`,
  heardConnectedAgain: 'Weer verbonden.',
  heardLost: 'Verbinding verbroken.',
  onlyHere:
    'Open de pagina op de computer waarop het CAP draait, of start het CAP met npm start. Deze pagina werkt alleen daar.',
  noAccess: (status: number) =>
    `Wacht even: de pagina probeert het vanzelf opnieuw. Het CAP geeft nu geen toegang (antwoord ${status}).`,

  pause: 'Pauzeer',
  goOn: 'Ga verder',
  paused: (waiting: number) =>
    `Gepauzeerd. Er ${waiting === 1 ? 'wacht 1 wijziging' : `wachten ${waiting} wijzigingen`}.`,
  dataComeFrom: (version: string, address: string, name: string) =>
    `De gegevens staan in PostgreSQL ${version} op ${address}, database ${name}.`,
  reportsComeIn: {
    embedded: 'Meldingen van aanbieders komen binnen over HTTP.',
    full: 'Meldingen van aanbieders komen binnen over HTTP en Kafka.',
  },
  clock: (moment: string) => `Op de klok van het CAP is het ${moment}.`,

  cover: (heard: number, groups: number) => `Gehoord: ${heard} van ${count(groups, 'groep', 'groepen')}.`,
  tooMany: (places: number) => `Er is ${count(places, 'plaats', 'plaatsen')} te veel toegezegd.`,
  ages: (oldest: string, median: string) =>
    `Het oudste cijfer is ${oldest} oud. De helft van de cijfers is ${median} oud of jonger.`,
  noAges: 'Nog geen groep heeft cijfers gemeld.',
  cellTooMany: (places: number) => `${places} te veel toegezegd`,
  cellStaleFree: (places: number) => `waarin ${places} vrij gemeld`,
  cellHeard: (heard: number, groups: number) => `${heard} van ${groups}`,
  justChanged: 'net gewijzigd',

  heardChanges: (changes: number) => (changes === 1 ? '1 groep gewijzigd.' : `${changes} keer een groep gewijzigd.`),
  gone: 'niet meer in de regio',
  newUnheard: 'nieuwe groep, nog niet gehoord',
  newGroup: (free: number, inOperation: number) => `nieuwe groep, ${free} vrij van ${inOperation} in gebruik`,
  firstReport: (free: number, inOperation: number) => `eerste melding, ${free} vrij van ${inOperation} in gebruik`,
  moved: (what: string, from: number, to: number) => `${what} van ${from} naar ${to}`,
  free: 'vrij',
  promisedTooMany: 'te veel toegezegd',
  promised: 'toegezegd',
  occupied: 'bezet',
  inOperation: 'in gebruik',
  stale: 'cijfer is verouderd',
  fresh: 'cijfer is weer van nu',

  heardStuck: 'Er wacht iets op de beheerder.',
  heardNothingStuck: 'Er wacht niets meer op de beheerder.',
  command: 'De opdracht is:',
  halted: (reader: string, since: string | null, behind: number, why: string) =>
    `Herstel de oorzaak en laat het verder gaan. ${readers[reader] ?? `De lezer ${reader}`} staat stil${since === null ? '' : ` sinds ${since}`} en loopt ${count(behind, 'gebeurtenis', 'gebeurtenissen')} achter (reden: ${why}).`,
  parked: (streams: number) =>
    `Bekijk wat er wacht, herstel de oorzaak en laat het verder gaan. Van ${count(streams, 'besluit', 'besluiten')} is het vervolg mislukt; wat daarop volgt, wacht.`,
  deadLetters: (letters: number) =>
    `Bekijk waarom, herstel de oorzaak, en laat de berichten opnieuw verwerken of zet ze op afgehandeld. ${count(letters, 'bericht van een aanbieder kon', 'berichten van aanbieders konden')} niet worden verwerkt.`,
  webhookGivenUp: (since: string | null, behind: number) =>
    `Vraag de afnemer zijn adres te herstellen en laat het leveren verdergaan. De afnemer krijgt${since === null ? '' : ` sinds ${since}`} niets meer, omdat het leveren steeds mislukte; er ${behind === 1 ? 'wacht' : 'wachten'} hoogstens ${count(behind, 'gebeurtenis', 'gebeurtenissen')}.`,
  webhookHeldUp: (behind: number) =>
    `Bekijk in het logboek waarom, herstel de oorzaak en laat het leveren verdergaan. Een afnemer krijgt niets meer, omdat de CAP de volgende gebeurtenis of het geheim van de afnemer niet kan lezen; er ${behind === 1 ? 'wacht' : 'wachten'} hoogstens ${count(behind, 'gebeurtenis', 'gebeurtenissen')}.`,

  program: (kind: string) => programs[kind] ?? kind,
  role: (role: string) => roles[role] ?? role,
  takesReports: 'meldingen verwerken',
  doesNotListen: 'luistert niet',
  justNow: 'zojuist',
  silent: (age: string) => `al ${age} niet gehoord`,
};

/** What the page says, in any language: a text that one lacks breaks the build. */
export type PageTexts = Readonly<typeof dutch>;
