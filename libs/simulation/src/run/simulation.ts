import type { LocalDate } from '@cap/contracts';
import type { Adopted } from '../instance/adopt';
import { Actors } from '../client/actors';
import type { CapApi } from '../client/api';
import type { ReportsOverKafka } from '../client/reports-over-kafka';
import { days, minutes } from '../players/business-hours';
import { Desk } from '../players/desk';
import { Providers } from '../players/providers';
import { Referrers } from '../players/referrers';
import { ReportFaults } from '../players/report-faults';
import { ReportSender } from '../players/report-sender';
import { Reporter } from '../players/reporter';
import { Sender } from '../players/sender';
import { StayRecords } from '../players/stay-records';
import { Stays } from '../players/stays';
import { UnitTruth } from '../players/truth';
import { World } from '../players/world';
import { Random } from '../random/random';
import type { InventedRegion } from '../region/invent-region';
import { addDays, startOfDay } from '../time/amsterdam';
import type { History, TimedAct } from '../audit/history';
import { candidatesAt } from './candidates';
import { Clock } from './clock';
import { DeadlineWatch } from './deadline-watch';
import { recordFinalState } from './final-state';
import { playInstant } from './instant';
import { LiveWatch } from './live-watch';

export interface Script {
  readonly start: LocalDate;
  readonly days: number;
  readonly rate: number;
  readonly faults: number;
}
export interface Stage {
  readonly api: CapApi;
  readonly region: InventedRegion;
  readonly topics?: ReportsOverKafka | undefined;
  /** Called at the beginning of each day. */
  readonly onDay: (day: LocalDate, world: World) => void;
  /** Asked at the end of each day: whether the play ends before all days are over. */
  readonly enough?: () => boolean;
  /** What is done to the instance meanwhile: the play goes on, day after day, until all of it has been. */
  readonly disturb?: (scene: Pick<Cast, 'world' | 'reports' | 'reportFaults'>) => Promise<Disturbance>;
}
export interface Disturbance {
  readonly done: boolean;
  /** Called between two instants, when all is settled. */
  atInstant(): Promise<void>;
  finish(): Promise<void>;
}

/** The players of one run, in one world. */
interface Cast {
  readonly world: World;
  readonly desk: Desk;
  readonly referrers: Referrers;
  readonly stays: Stays;
  readonly reporter: Reporter;
  readonly reports: ReportSender;
  readonly reportFaults: ReportFaults;
}
/** A play that is disturbed ends in any case. */
const mostDays = 365;
const undisturbed: Disturbance = {
  done: true,
  atInstant: () => Promise.resolve(),
  finish: () => Promise.resolve(),
};

/**
 * Plays a region for some days through the public interfaces, and gives the history for the auditor. `adopted` is what
 * the CAP knew when the clock stood at the start.
 */
export async function simulate(script: Script, stage: Stage, adopted: Adopted): Promise<History> {
  const cast = castFor(script, stage);
  const { world } = cast;
  const clock = new Clock(world);
  world.now = Date.parse(startOfDay(script.start));
  recordAdopted(world, adopted);
  const taken = new Set(adopted.stock.map(({ stayId }) => stayId));
  for (const one of adopted.stock) cast.stays.inherit(one);
  for (const unit of stage.region.units)
    for (const stay of unit.running) if (!taken.has(stay.stayId)) cast.stays.inheritUntold(unit, stay);
  const live = await LiveWatch.open(world);
  const disturbance = (await stage.disturb?.(cast)) ?? undisturbed;
  try {
    await playDays(script, stage, cast, clock, live, disturbance);
    await disturbance.finish();
    await clock.settle();
    await live.look();
    await live.lookAtAll(await recordFinalState(world));
  } finally {
    live.close();
  }
  return world.history;
}

function castFor(script: Script, stage: Stage): Cast {
  const { api, region, topics } = stage;
  const until = Date.parse(startOfDay(addDays(script.start, stage.disturb ? mostDays : script.days)));
  const random = new Random(region.seed).fork('play');
  const settings = { rate: script.rate, faults: script.faults, until };
  const world = new World(api, new Actors(region.seed), region, random, settings);
  for (const unit of region.units) {
    const names = unit.profile.reporting === 'system' && random.fork(`names ${unit.unitId}`).chance(0.7);
    world.truths.set(unit.unitId, new UnitTruth(unit, names));
  }
  const sender = new Sender(world);
  const desk = new Desk(world, sender);
  const reports: ReportSender = new ReportSender(world, (report) => faults.isReused(report), topics);
  const faults = new ReportFaults(world, reports);
  const reporter = new Reporter(world, reports, faults);
  const stays = new Stays(world, new StayRecords(world, sender), reporter, desk);
  const providers = new Providers(world, sender, desk, stays);
  desk.meet((proposal) => providers.planAnswer(proposal));
  return { world, desk, reporter, reports, reportFaults: faults, stays, referrers: new Referrers(world, sender, desk) };
}

/** What was done before the play began, one after the other; for the auditor it is where the book begins. */
function recordAdopted(world: World, { stock, reports }: Adopted): void {
  const recordTimed = (act: TimedAct): void => {
    const began = world.stopwatch.read();
    world.record({ kind: 'timed', began, ended: world.stopwatch.read(), at: world.at, act });
  };
  for (const { stayId, placementId, unit, stay, key } of stock) {
    const moment = stay.admittedAt === null ? { on: stay.admittedOn } : { at: stay.admittedAt };
    const asked = { stayId, unitId: unit.unitId, moment };
    const answer = { ok: true, data: { stayId, placementId } } as const;
    world.record({ kind: 'command', name: 'take-stock', at: world.at, key, asked, answer });
    recordTimed({ of: 'command', name: 'take-stock', key, asked, answer });
  }
  for (const report of reports) {
    world.record({ kind: 'report', at: world.at, via: 'http', report, outcome: 'applied', code: null });
    recordTimed({ of: 'reports', reports: [{ report, outcome: 'applied' }] });
  }
}

async function playDays(
  script: Script,
  stage: Stage,
  cast: Cast,
  clock: Clock,
  live: LiveWatch,
  disturbance: Disturbance,
): Promise<void> {
  const { world } = cast;
  const watch = new DeadlineWatch(world, cast.desk);
  let starts = Date.parse(startOfDay(script.start));
  for (let index = 0; index < script.days || (!disturbance.done && index < mostDays); index++) {
    const day = addDays(script.start, index);
    await stepAndLook(starts, world, clock, live, watch);
    if (index > 0) await live.lookAtAll();
    stage.onDay(day, world);
    planDay(cast, starts, day, index === 0);
    const ends = Math.min(Date.parse(startOfDay(addDays(day, 1))), starts + days(2));
    await playUntil(ends, { cast, clock, live, watch, disturbance });
    starts = ends;
    if (stage.enough?.()) break;
  }
  await stepAndLook(starts, world, clock, live, watch);
}

function planDay({ world, referrers, stays, reporter }: Cast, starts: number, day: LocalDate, first: boolean): void {
  referrers.planDay(starts, day);
  stays.planBypasses(starts, day);
  reporter.planDay(starts, day);
  // Every unit is heard of at the beginning.
  if (first) for (const truth of world.truths.values()) reporter.planSoon(truth, starts + minutes(30), 'first');
}

interface Play {
  readonly cast: Cast;
  readonly clock: Clock;
  readonly live: LiveWatch;
  readonly watch: DeadlineWatch;
  readonly disturbance: Disturbance;
}

async function playUntil(end: number, { cast, clock, live, watch, disturbance }: Play): Promise<void> {
  const { world, desk, reports } = cast;
  const deskRound = async (): Promise<void> => {
    await clock.settle();
    const position = await live.look();
    await desk.round((own) => candidatesAt(world, own, position));
  };
  const work = { sendReports: () => reports.flush(), deskIsDue: () => desk.dueCases().length > 0, deskRound };
  for (let next = await nextMoment(world, clock, end); next < end; next = await nextMoment(world, clock, end)) {
    await stepAndLook(next, world, clock, live, watch);
    await disturbance.atInstant();
    await playInstant(world, work);
  }
}

/** Lets young people come and go until somebody acts or a deadline falls due, and gives that moment. */
async function nextMoment(world: World, clock: Clock, end: number): Promise<number> {
  const { queue } = world;
  const stood = world.now;
  const deadline = await clock.nextDeadline();
  const limit = Math.min(end, Math.max(stood, deadline ?? end));
  for (let next = queue.peek(); next?.phase === 'life' && next.at < limit; next = queue.peek()) {
    queue.take();
    world.now = next.at;
    await next.act();
  }
  world.now = stood;
  return Math.min(limit, Math.max(stood, queue.peek()?.at ?? end));
}

async function stepAndLook(
  moment: number,
  world: World,
  clock: Clock,
  live: LiveWatch,
  watch: DeadlineWatch,
): Promise<void> {
  await clock.stepTo(moment);
  await live.look();
  await watch.look();
}
