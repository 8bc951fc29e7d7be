import type { FaultKind } from '../plan/fault';
import type { Strike } from '../scene';
import { killBroker, stopBroker } from './broker';
import { reconnectingClients, silentClients, slowClients } from './clients';
import { fillDisk, killDatabase, stopDatabase } from './database';
import { freezeWhenDue, killWhenDue } from './due';
import { freezeApi, freezeAvailabilityWorker, freezeBroker, freezeDatabase } from './freeze';
import { killBeforeOffsetCommit } from './kill-before-offset-commit';
import { killInPassOf } from './kill-in-pass';
import { killInRebalance } from './kill-in-rebalance';
import { killInRebuild } from './kill-in-rebuild';
import { killApi, killAvailabilityWorker, killCapWorker } from './kill-program';
import { killRelayInPass } from './kill-relay-in-pass';
import { freezeHolderOf, killHolderOf } from './lease';
import { cutBroker, cutDatabase, deafBroker, deafWorker, slowBroker, slowDatabase } from './links';
import { distortedMessages, unreadableMessages } from './messages';

const reactions = 'reactions';

/** How each kind of fault is done, and what it is called. */
export const strikes: Record<FaultKind, { readonly strike: Strike; readonly words: string }> = {
  'kill-api': { strike: killApi, words: 'API: kill -9' },
  'kill-availability-worker': { strike: killAvailabilityWorker, words: 'availability worker: kill -9' },
  'kill-cap-worker': { strike: killCapWorker, words: 'cap-worker: kill -9' },
  'kill-publisher': { strike: killHolderOf('unit-publisher'), words: 'houder van de rol publish: kill -9' },
  'kill-clock': { strike: killWhenDue, words: 'rol clock: kill -9 als een termijn is verstreken' },
  'kill-projector-in-pass': {
    strike: killInPassOf((reader) => reader !== reactions),
    words: 'rol project: kill -9 tussen de rijen en het leespunt',
  },
  'kill-reactor-in-pass': {
    strike: killInPassOf((reader) => reader === reactions),
    words: 'rol react: kill -9 tussen de reacties en het leespunt',
  },
  'kill-relay-in-pass': {
    strike: killRelayInPass,
    words: 'rol relay: kill -9 tussen Kafka en het leespunt (berichten)',
  },
  'kill-before-offset-commit': {
    strike: killBeforeOffsetCommit,
    words: 'availability workers: kill -9 tussen database en offset (meldingen)',
  },
  'kill-in-rebalance': { strike: killInRebalance, words: 'availability worker: kill -9 tijdens het herverdelen' },
  'kill-in-rebuild': { strike: killInRebuild, words: 'herbouw van een overzicht: kill -9 tijdens het vullen' },
  'freeze-api': { strike: freezeApi, words: 'API: SIGSTOP en SIGCONT (verzoeken zonder antwoord)' },
  'freeze-availability-worker': {
    strike: freezeAvailabilityWorker,
    words: 'availability worker: SIGSTOP en SIGCONT, uit de groep en terug',
  },
  'freeze-publisher': {
    strike: freezeHolderOf('unit-publisher'),
    words: 'houder van de rol publish: SIGSTOP en SIGCONT, de rol gaat over',
  },
  'freeze-clock': {
    strike: freezeWhenDue,
    words: 'rol clock: SIGSTOP en SIGCONT als een termijn is verstreken',
  },
  'freeze-broker': {
    strike: freezeBroker,
    words: 'Kafka: SIGSTOP en SIGCONT (vragen zonder antwoord)',
  },
  'freeze-database': { strike: freezeDatabase, words: 'PostgreSQL: SIGSTOP en SIGCONT (vragen zonder antwoord)' },
  'broker-stopped': { strike: stopBroker, words: 'Kafka: netjes gestopt en gestart (meldingen die wachtten)' },
  'broker-killed': { strike: killBroker, words: 'Kafka: kill -9' },
  'database-stopped': { strike: stopDatabase, words: 'PostgreSQL: gestopt en gestart (verbindingen kwijt)' },
  'database-killed': { strike: killDatabase, words: 'PostgreSQL: kill -9 (verbindingen kwijt)' },
  'database-slow': { strike: slowDatabase, words: 'API naar PostgreSQL: traag (stukken verkeer)' },
  'database-cut-one-way': { strike: deafWorker, words: 'cap-worker naar PostgreSQL: een kant op dicht (stukken)' },
  'database-cut': { strike: cutDatabase, words: 'API naar PostgreSQL: beide kanten dicht (stukken)' },
  'broker-slow': { strike: slowBroker, words: 'programma\u2019s naar Kafka: traag (stukken verkeer)' },
  'broker-cut-one-way': { strike: deafBroker, words: 'programma\u2019s naar Kafka: een kant op dicht (stukken)' },
  'broker-cut': { strike: cutBroker, words: 'programma\u2019s naar Kafka: beide kanten dicht (stukken)' },
  'duplicate-messages': {
    strike: distortedMessages('repeated', ({ outcome }) => outcome === 'repeated'),
    words: 'meldingen: herhaald',
  },
  'late-messages': {
    strike: distortedMessages('late', ({ at, report }) => Date.parse(at) - Date.parse(report.observedAt) > hourMs),
    words: 'meldingen: meer dan een uur te laat',
  },
  'reordered-messages': {
    strike: distortedMessages('out-of-order', ({ outcome }) => outcome === 'older'),
    words: 'meldingen: door elkaar',
  },
  'contradictory-messages': {
    strike: distortedMessages('contradictory', ({ outcome }) => outcome === 'refused'),
    words: 'meldingen: tegenstrijdig, geweigerd',
  },
  'unreadable-messages': { strike: unreadableMessages, words: 'meldingen: onleesbaar, apart gelegd' },
  'slow-client': { strike: slowClients, words: 'websocket: clients die een poos niet lezen' },
  'silent-client': { strike: silentClients, words: 'websocket: zwijgende clients, opgegeven en terug' },
  'reconnecting-client': { strike: reconnectingClients, words: 'websocket: verbindingen verbroken en hersteld' },
  'disk-full': { strike: fillDisk, words: 'PostgreSQL: schijf vol (verzoeken opnieuw)' },
};
const hourMs = 3_600_000;
