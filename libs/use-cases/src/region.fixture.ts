import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  isRefusal,
  type ActorRole,
  type CommandId,
  type Id,
  type ProviderId,
  type ReferrerId,
  type Refusal,
  type SubmitReferral as Submission,
  type UnitId,
  type UnitProfileBody,
} from '@cap/contracts';
import { Dossier, dossierEntities } from '@cap/dossier';
import { CommandRunner, createDataSource, Wakeup, type Carried } from '@cap/event-store';
import { createMasterKeyFile, loadMasterKey, subKey } from '@cap/platform';
import type { DataSource } from 'typeorm';
import { AddLocation, AddLocationHandler } from './add-location/add-location';
import { RegisterProvider, RegisterProviderHandler } from './register-provider/register-provider';
import { RegisterReferrer, RegisterReferrerHandler } from './register-referrer/register-referrer';
import { RegisterUnit, RegisterUnitHandler } from './register-unit/register-unit';
import { registryEntities } from './registry/entities';
import type { Given } from './shared/command';
import { WebhookSecrets } from './shared/webhook-secrets';

export const newId = <T extends Id<string>>(): T => randomUUID() as unknown as T;

export const profile: UnitProfileBody = {
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
export const submission: Submission = {
  person: { provisional: true, name: 'Jongere 1 (verzonnen)', birthDate: '2014-05-01', sex: 'female' },
  case: {
    targetGroups: ['youth-and-upbringing'],
    expertise: [],
    security: 'open',
    language: 'nl',
    postcode: 2511,
    situation: 'Een verzonnen situatie.',
  },
  municipality: 'GM0518',
  purpose: 'living',
  careForms: ['living-group'],
  urgency: 'regular',
  perspective: 'return-home',
};

/** For specs: what handlers need, on a database of their own, with one provider, one unit and one referrer. */
export class Region {
  readonly providerId = newId<ProviderId>();
  readonly referrerId = newId<ReferrerId>();
  readonly unitId = newId<UnitId>();

  private constructor(
    readonly dataSource: DataSource,
    readonly runner: CommandRunner,
    readonly dossier: Dossier,
    readonly webhookSecrets: WebhookSecrets,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(database: { appUrl: string; drop(): Promise<void> }): Promise<Region> {
    const entities = [...registryEntities, ...dossierEntities];
    const dataSource = await createDataSource({ url: database.appUrl, entities }).initialize();
    const master = newMasterKey();
    const runner = new CommandRunner(dataSource, new Wakeup(dataSource), subKey(master, 'command'));
    const [dossier, secrets] = [new Dossier(master), new WebhookSecrets(master)];
    const region = new Region(dataSource, runner, dossier, secrets, () => database.drop());
    await region.register();
    return region;
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.drop();
  }

  /** A command of somebody with this role, on a version when one is told. */
  given(role: ActorRole, organisationId: string | null = null, expectedVersion?: number): Given {
    return { actor: { actorId: `${role}-1`, role, organisationId }, commandId: newId<CommandId>(), expectedVersion };
  }

  private async register(): Promise<void> {
    const { runner, providerId, referrerId, unitId } = this;
    const by = () => this.given('administrator');
    const locationId = newId();
    const referrer = { referrerId, name: 'Wijkteam Proef', referrerType: 'municipal-access' } as const;
    await answered(new RegisterReferrerHandler(runner).execute(new RegisterReferrer(by(), referrer)));
    const provider = { providerId, name: 'Zorg Proef', role: 'strategic' } as const;
    await answered(new RegisterProviderHandler(runner).execute(new RegisterProvider(by(), provider)));
    const location = { providerId, locationId, name: 'Huis', municipality: 'GM0518', postcode: 2511 } as const;
    await answered(new AddLocationHandler(runner).execute(new AddLocation(by(), location)));
    const unit = { ...profile, unitId, locationId, name: 'Groep Proef' };
    await answered(new RegisterUnitHandler(runner).execute(new RegisterUnit(by(), unit)));
  }
}

/** What a command answered. Throws when it was refused. */
export async function answered<A>(outcome: Promise<Carried<A> | Refusal>): Promise<A> {
  const carried = await outcome;
  if (isRefusal(carried)) throw new Error(`Refused: ${carried.refused} ${JSON.stringify(carried.values)}`);
  return carried.answer;
}

function newMasterKey() {
  const directory = mkdtempSync(join(tmpdir(), 'cap-use-cases-'));
  try {
    createMasterKeyFile(join(directory, 'master.key'));
    return loadMasterKey(join(directory, 'master.key'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
