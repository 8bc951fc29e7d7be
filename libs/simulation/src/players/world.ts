import type { ProposalId, UnitId } from '@cap/contracts';
import { asInstant, type Instant } from '@cap/contracts';
import type { Actors } from '../client/actors';
import type { CapApi } from '../client/api';
import type { HistoryRecord } from '../audit/history';
import type { Random } from '../random/random';
import type { InventedRegion } from '../region/invent-region';
import type { Case, OpenProposal } from './case';
import { Queue, type Entry } from './queue';
import { Stopwatch } from './stopwatch';
import type { UnitTruth } from './truth';

export interface PlaySettings {
  /** Referrals a day, on average. */
  readonly rate: number;
  /** Share of what goes wrong: 0 is a region in which nobody makes a mistake. */
  readonly faults: number;
  /** End of the simulated time, in milliseconds. */
  readonly until: number;
}

/** What all players share: the region, the moment, what is still to happen, and what has been. */
export class World {
  readonly queue = new Queue();
  readonly stopwatch = new Stopwatch();
  readonly history: HistoryRecord[] = [];
  readonly cases: Case[] = [];
  readonly openProposals = new Map<ProposalId, OpenProposal>();
  readonly truths = new Map<UnitId, UnitTruth>();
  now = 0;

  constructor(
    readonly api: CapApi,
    readonly actors: Actors,
    readonly region: InventedRegion,
    readonly random: Random,
    readonly settings: PlaySettings,
  ) {}

  get at(): Instant {
    return asInstant(new Date(this.now));
  }

  record(record: HistoryRecord): void {
    this.history.push(record);
  }

  /** Plans something; what lies after the end of the simulated time is left out. */
  plan(entry: Entry): void {
    if (entry.at <= this.settings.until) this.queue.add(entry);
  }
}
