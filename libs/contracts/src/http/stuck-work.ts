import type { Instant } from '../time';
import type { ClockView } from './development';
import type { WebhookStateView } from './webhooks';

/** How far one reader of the log is: a read model, or the reactions. */
export interface ReaderView {
  reader: string;
  /** Of the last event that it has handled. */
  position: number;
  /** How many events it has yet to handle. */
  behind: number;
  /** The event at which it stands still, or null. */
  haltedAt: number | null;
  /** The kind of error and its code; never a text that could quote data. */
  haltedBecause: string | null;
  /** Since when it stands still, in real time. */
  haltedSince: Instant | null;
  /** What it cannot go on without, such as `the broker`; it goes on by itself. */
  waitingFor: string | null;
}

/** What one check of the auditor has open: things that must never be. */
export interface ViolationView {
  check: string;
  /** Must be 0. */
  open: number;
  /** The first of them, by opaque ids. */
  first: { what: string; subject: string }[];
  /** How often everything was looked at; 0 while the first round runs. */
  rounds: number;
  /** When the last round ended, in real time. */
  checkedAt: Instant | null;
}

/** What waits for an operator. `npm run operate` shows it one by one, and goes on with it. */
export interface StuckWorkView {
  readers: ReaderView[];
  /** Streams of which a reaction failed: what follows in them waits too. */
  parkedStreams: number;
  /** Messages from outside that could not be handled. */
  openDeadLetters: number;
  /** The subscribers; one that is paused because it kept failing, or cannot be told what comes next, waits for somebody. */
  webhooks: WebhookStateView[];
}

/** One process that was seen in the last seconds. */
export interface ProcessView {
  kind: string;
  roles: string[];
  pid: number;
  /** Where it listens; null of one that does not. */
  address: string | null;
  startedAt: Instant;
  seenAt: Instant;
}

/** `GET /v1/processes`: what runs, all at once, and what waits for an operator. */
export interface ProcessesView extends StuckWorkView {
  items: ProcessView[];
  next: null;
  clock: ClockView['mode'];
}
