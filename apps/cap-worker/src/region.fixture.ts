import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  asId,
  asInstant,
  isRefusal,
  type ActorRole,
  type CaseBody,
  type CommandId,
  type Id,
  type ProviderId,
  type ReferralId,
  type ReportId,
  type UnitId,
  type UnitProfileBody,
} from '@cap/contracts';
import { stepClock } from '@cap/event-store';
import { JsonLogger } from '@cap/platform';
import {
  AddLocation,
  AgreeCapacity,
  DecideTriage,
  ProposePlace,
  RecordBypass,
  RegisterProvider,
  RegisterReferrer,
  RegisterUnit,
  ReportAvailability,
  SubmitReferral,
  WebhookSecrets,
  type Given,
} from '@cap/use-cases';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { RoleName } from './role';
import { WorkerConfig } from './worker.config';
import { WorkerModule } from './worker.module';

export const newId = <T extends Id<string>>(): T => asId<T>(randomUUID());

const profile: UnitProfileBody = {
  purpose: 'living',
  careForm: 'living-group',
  targetGroups: ['youth-and-upbringing'],
  expertise: [],
  minAge: 8,
  maxAge: 17,
  sexPolicy: 'mixed',
  security: 'open',
  languages: ['nl'],
  reporting: 'hand',
  ceiling: 8,
};
const needs: CaseBody = {
  targetGroups: ['youth-and-upbringing'],
  expertise: [],
  security: 'open',
  language: 'nl',
  postcode: 2511,
  situation: 'Verzonnen situatie.',
};

/** For specs: a small region on a database, in a worker with the asked roles; commands go through the real handlers. */
export class Region {
  readonly commands: CommandBus;
  readonly dataSource: DataSource;
  readonly webhookSecrets: WebhookSecrets;
  readonly providerId = newId<ProviderId>();
  private readonly referrerId = newId();
  private readonly locationId = newId();

  private constructor(
    private readonly worker: INestApplicationContext,
    readonly lines: string[],
    private readonly folder: string,
  ) {
    this.commands = worker.get(CommandBus);
    this.dataSource = worker.get(DataSource);
    this.webhookSecrets = worker.get(WebhookSecrets);
  }

  static async open(
    databaseUrl: string,
    at: string,
    roles: RoleName[] = [],
    settings: Partial<WorkerConfig> = {},
  ): Promise<Region> {
    const folder = mkdtempSync(join(tmpdir(), 'cap-worker-'));
    const masterKeyFile = join(folder, 'master.key');
    writeFileSync(masterKeyFile, randomBytes(32).toString('base64'), { mode: 0o600 });
    const lines: string[] = [];
    const log = new JsonLogger('cap-worker', (line) => void lines.push(line));
    const config = Object.assign(new WorkerConfig(), { databaseUrl, masterKeyFile, roles, ...settings });
    const worker = await NestFactory.createApplicationContext(WorkerModule.with(config, log), {
      logger: log,
      abortOnError: false,
    });
    const region = new Region(worker, lines, folder);
    await region.step(at);
    await region.register();
    return region;
  }

  async close(): Promise<void> {
    await this.worker.close();
    rmSync(this.folder, { recursive: true });
  }

  async step(to: string): Promise<void> {
    if (!(await stepClock(this.dataSource, asInstant(to)))) throw new Error(`The clock is past ${to}.`);
  }

  given(role: ActorRole = 'desk', organisationId: string | null = null): Given {
    return { actor: { actorId: `${role}-1`, role, organisationId }, commandId: newId<CommandId>() };
  }

  /** A unit with places that are free. */
  async unit(places = 3): Promise<UnitId> {
    const unitId = newId<UnitId>();
    const body = { ...profile, unitId, locationId: this.locationId, name: 'Groep Proef' };
    answered(await this.commands.execute(new RegisterUnit(this.given('administrator'), body)));
    const agreement = { agreementId: newId(), unitId, from: '2020-01-01', places: 8 };
    answered(await this.commands.execute(new AgreeCapacity(this.given('administrator'), agreement)));
    const [at] = await this.dataSource.query<{ at: string }[]>('select business_instant() as at');
    const report = { id: newId<ReportId>(), unitId, observedAt: at!.at, inOperation: places, occupied: 0 };
    const [reported] = await this.commands.execute(new ReportAvailability(this.providerId, [report]));
    if (reported?.outcome !== 'applied') throw new Error(`The report was ${reported?.outcome}.`);
    return unitId;
  }

  /** A referral that looks for a place; the same BSN is the same young person. */
  async referral(bsn: string): Promise<ReferralId> {
    const person = { bsn, name: 'Proef Persoon', birthDate: '2015-05-05', sex: 'female' as const };
    const submitted = await this.commands.execute(
      new SubmitReferral(this.given('referrer', this.referrerId), {
        person,
        case: needs,
        municipality: 'GM0518',
        purpose: 'living',
        careForms: ['living-group'],
        urgency: 'urgent',
        perspective: 'return-home',
      }),
    );
    const { referralId } = answered(submitted);
    const decision = { referralId, outcome: 'to-matching', explanation: 'Past bij de vraag.' } as const;
    answered(await this.commands.execute(new DecideTriage(this.given(), decision)));
    return referralId;
  }

  async propose(referralId: ReferralId, unitId: UnitId) {
    return answered(await this.commands.execute(new ProposePlace(this.given(), { referralId, unitId })));
  }

  async bypass(bsn: string, unitId: UnitId, at: string) {
    const person = { bsn, name: 'Proef Persoon', birthDate: '2015-05-05', sex: 'female' as const };
    const planner = this.given('planner', this.providerId);
    return answered(await this.commands.execute(new RecordBypass(planner, { unitId, person, at })));
  }

  private async register(): Promise<void> {
    const { commands, providerId, locationId, referrerId } = this;
    const referrer = { referrerId, name: 'Wijkteam Proef', referrerType: 'municipal-access' } as const;
    answered(await commands.execute(new RegisterReferrer(this.given('administrator'), referrer)));
    const provider = { providerId, name: 'Zorg Proef', role: 'strategic' } as const;
    answered(await commands.execute(new RegisterProvider(this.given('administrator'), provider)));
    const location = { providerId, locationId, name: 'Huis Proef', municipality: 'GM0518', postcode: 2511 } as const;
    answered(await commands.execute(new AddLocation(this.given('administrator'), location)));
  }
}

function answered<A>(outcome: { answer: A } | object): A {
  if (isRefusal(outcome)) throw new Error(`Refused: ${outcome.refused} ${JSON.stringify(outcome.values)}`);
  return (outcome as { answer: A }).answer;
}
