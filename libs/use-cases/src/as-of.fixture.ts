import {
  isRefusal,
  type CapacityView,
  type Instant,
  type PlacementId,
  type ProposalId,
  type ReportId,
  type StayId,
  type UnitId,
} from '@cap/contracts';
import { localDateOf } from '@cap/domain';
import { Dossier } from '@cap/dossier';
import { businessInstant, CommandRunner, stepClock, Wakeup } from '@cap/event-store';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule, QueryBus, type Command } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { AcceptProposal } from './accept-proposal/accept-proposal';
import { AgreeCapacity } from './agree-capacity/agree-capacity';
import { ChangeUnit } from './change-unit/change-unit';
import { ConfirmAdmission } from './confirm-admission/confirm-admission';
import { CorrectAdmission } from './correct-admission/correct-admission';
import { CorrectEnd } from './correct-end/correct-end';
import { DecideTriage } from './decide-triage/decide-triage';
import { DeclineProposal } from './decline-proposal/decline-proposal';
import { EndStay } from './end-stay/end-stay';
import { ExpireProposal } from './expire-proposal/expire-proposal';
import { handlers } from './handlers';
import { ProposePlace } from './propose-place/propose-place';
import { RecordBypass } from './record-bypass/record-bypass';
import { RecordInheritedStay } from './record-inherited-stay/record-inherited-stay';
import type { Outcome } from './shared/command';
import { WebhookAddresses } from './shared/webhook-addresses';
import { WebhookSecrets } from './shared/webhook-secrets';
import { newId, profile, submission, type Region } from './region.fixture';
import { ReportAvailability } from './report-availability/report-availability';
import { SubmitReferral } from './submit-referral/submit-referral';
import { ViewCapacity } from './view-capacity/view-capacity';
import { ViewRegionCapacity, type RegionPlaces } from './view-region-capacity/view-region-capacity';
import { WithdrawProposal } from './withdraw-proposal/withdraw-proposal';

@Module({})
class AllHandlers {
  static on({ dataSource, runner, dossier, webhookSecrets }: Region): DynamicModule {
    const shared = [
      { provide: DataSource, useValue: dataSource },
      { provide: CommandRunner, useValue: runner },
      { provide: Dossier, useValue: dossier },
      { provide: WebhookSecrets, useValue: webhookSecrets },
      { provide: WebhookAddresses, useValue: new WebhookAddresses(false) },
      { provide: Wakeup, useValue: new Wakeup(dataSource) },
    ];
    const queries = handlers.queries.filter(({ name }) => name !== 'ViewCandidatesHandler');
    return {
      module: AllHandlers,
      imports: [CqrsModule.forRoot()],
      providers: [...shared, ...handlers.commands, ...queries],
    };
  }
}

const minuteMs = 60_000;
/** How a moment is told: itself or its day. */
export type Telling = 'moment' | 'day';

/** For specs: things that happen in one unit, by the commands that people give. A step that does not apply does nothing. */
export class UnitHistory {
  readonly done = new Map<string, number>();
  private readonly proposals: ProposalId[] = [];
  private readonly stays: StayId[] = [];
  private readonly placements: PlacementId[] = [];

  private constructor(
    private readonly region: Region,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  static async open(region: Region): Promise<UnitHistory> {
    const context = await NestFactory.createApplicationContext(AllHandlers.on(region), { logger: false });
    const history = new UnitHistory(region, context.get(CommandBus), context.get(QueryBus));
    const agreement = { unitId: region.unitId, agreementId: newId(), from: '2020-01-01' };
    await history.give('agree', new AgreeCapacity(region.given('administrator'), agreement));
    return history;
  }

  get unitId(): UnitId {
    return this.region.unitId;
  }

  now(): Promise<Instant> {
    return businessInstant(this.region.dataSource);
  }

  async wait(minutes: number): Promise<void> {
    const to = new Date(Date.parse(await this.now()) + minutes * minuteMs).toISOString() as Instant;
    await stepClock(this.region.dataSource.manager, to);
  }

  /** How free comes about in the unit, now or as it was. */
  unitAt(at?: Instant): Promise<CapacityView> {
    return this.queries.execute(new ViewCapacity(this.region.given('desk').actor, this.unitId, at));
  }

  regionAt(at?: Instant): Promise<RegionPlaces> {
    return this.queries.execute(new ViewRegionCapacity(this.region.given('desk').actor, at));
  }

  /** A count that was made some minutes ago; `named` says how many of the newest placements it names. */
  async report(occupied: number, minutesAgo: number, named: number | null): Promise<void> {
    const observedAt = new Date(Date.parse(await this.now()) - minutesAgo * minuteMs).toISOString() as Instant;
    const counts = named === null ? {} : { countsPlacements: this.placements.slice(-named).slice(0, occupied) };
    const report = { id: newId<ReportId>(), unitId: this.unitId, observedAt, inOperation: 5, occupied, ...counts };
    const [result] = await this.commands.execute(new ReportAvailability(this.region.providerId, [report]));
    this.count(`report ${result!.outcome}`);
  }

  async propose(given = this.region.given('desk')): Promise<void> {
    const { region } = this;
    const request = { ...submission, urgency: 'urgent' as const };
    const submitted = await this.give(
      'submit',
      new SubmitReferral(region.given('referrer', region.referrerId), request),
    );
    if (!submitted) return;
    const { referralId } = submitted;
    const triage = { referralId, outcome: 'to-matching', explanation: 'Past.' } as const;
    await this.give('triage', new DecideTriage(region.given('desk'), triage));
    const proposed = await this.give('propose', new ProposePlace(given, { referralId, unitId: this.unitId }));
    if (!proposed) return;
    this.proposals.push(proposed.proposalId);
    this.placements.push(proposed.placementId);
  }

  /** Whether a command has begun and waits. */
  async somebodyWaits(): Promise<boolean> {
    const [row] = await this.region.dataSource.query<{ waits: boolean }[]>(
      `select exists (select from pg_stat_activity
         where wait_event_type = 'Lock' and query like '%begin_command%' and datname = current_database()) as waits`,
    );
    return row!.waits;
  }

  /** A proposal that begins now and is held up before it looks at the unit, until what happens meanwhile has happened. */
  async proposeHeldUp(meanwhile: () => Promise<void>): Promise<void> {
    const { dataSource } = this.region;
    const given = this.region.given('desk');
    const other = dataSource.createQueryRunner();
    await other.startTransaction();
    const begin = `select * from begin_command($1, $2, '{}')`;
    await other.query(begin, [given.actor.actorId, given.commandId]);
    const proposed = this.propose(given);
    await meanwhile();
    await other.rollbackTransaction();
    await other.release();
    await proposed;
  }

  async accept(pick: number): Promise<void> {
    const proposalId = this.oneOf(this.proposals, pick);
    if (!proposalId) return;
    const plannedFrom = localDateOf(await this.now());
    const accepted = await this.give('accept', new AcceptProposal(this.planner(), { proposalId, plannedFrom }));
    if (accepted) this.stays.push(accepted.stayId);
  }

  async giveUp(pick: number, how: 'decline' | 'withdraw' | 'expire'): Promise<void> {
    const proposalId = this.oneOf(this.proposals, pick);
    if (!proposalId) return;
    const declined = { proposalId, reason: 'safety-in-the-group', explanation: 'Te vol.' } as const;
    const commands = {
      decline: () => this.give(how, new DeclineProposal(this.planner(), declined)),
      withdraw: () =>
        this.give(how, new WithdrawProposal(this.region.given('desk'), { proposalId, reason: 'wish-of-family' })),
      expire: () => this.give(how, new ExpireProposal(this.region.given('system'), { proposalId })),
    };
    await commands[how]();
  }

  async admit(pick: number, telling: Telling): Promise<void> {
    await this.ofStay(pick, telling, (stayId, moment) =>
      this.give('admit', new ConfirmAdmission(this.planner(), { stayId, ...moment })),
    );
  }

  async end(pick: number, telling: Telling): Promise<void> {
    const why = { reason: 'purpose-reached', destination: 'home' } as const;
    await this.ofStay(pick, telling, (stayId, moment) =>
      this.give('end', new EndStay(this.planner(), { stayId, ...moment, ...why })),
    );
  }

  async correct(pick: number, telling: Telling, what: 'admission' | 'end'): Promise<void> {
    const Correction = what === 'admission' ? CorrectAdmission : CorrectEnd;
    await this.ofStay(pick, telling, (stayId, moment) =>
      this.give(
        `correct ${what}`,
        new Correction(this.region.given('desk'), { stayId, ...moment, reason: 'typing-error' }),
      ),
    );
  }

  /** A young person is in the place without a proposal: found so, or of before the provider joined. */
  async alreadyHere(telling: Telling, how: 'bypass' | 'inherited'): Promise<void> {
    const { person, purpose, perspective } = submission;
    const here = { unitId: this.unitId, person, ...(await this.told(telling)) };
    const found =
      how === 'bypass'
        ? await this.give(how, new RecordBypass(this.planner(), here))
        : await this.give(
            how,
            new RecordInheritedStay(this.region.given('desk'), { ...here, stayId: newId(), purpose, perspective }),
          );
    if (!found) return;
    this.stays.push(found.stayId);
    this.placements.push(found.placementId);
  }

  async reportBy(reporting: 'hand' | 'system'): Promise<void> {
    const { unitId } = this;
    await this.give('change', new ChangeUnit(this.region.given('administrator'), { ...profile, reporting, unitId }));
  }

  private planner() {
    return this.region.given('planner', this.region.providerId);
  }

  private oneOf<Thing>(things: readonly Thing[], pick: number): Thing | undefined {
    return things[things.length - 1 - (pick % Math.max(1, things.length))];
  }

  private async ofStay(
    pick: number,
    telling: Telling,
    give: (stayId: StayId, moment: { at: string } | { on: string }) => Promise<unknown>,
  ): Promise<void> {
    const stayId = this.oneOf(this.stays, pick);
    if (stayId) await give(stayId, await this.told(telling));
  }

  /** A moment of the last minutes, itself or by its day. */
  private async told(telling: Telling): Promise<{ at: string } | { on: string }> {
    const moment = new Date(Date.parse(await this.now()) - 5 * minuteMs).toISOString() as Instant;
    return telling === 'moment' ? { at: moment } : { on: localDateOf(moment) };
  }

  /** Gives a command; undefined when it was refused, which is no failure here. */
  private async give<Answer>(step: string, command: Command<Outcome<Answer>>): Promise<Answer | undefined> {
    const outcome = await this.commands.execute(command);
    if (isRefusal(outcome)) return undefined;
    this.count(step);
    return outcome.answer;
  }

  private count(step: string): void {
    this.done.set(step, (this.done.get(step) ?? 0) + 1);
  }
}
