import { randomUUID } from 'node:crypto';
import {
  asId,
  isRefusal,
  type ActorRole,
  type CommandId,
  type LocalDate,
  type ProposalId,
  type ReferralId,
  type UnitId,
} from '@cap/contracts';
import { Dossier, dossierEntities } from '@cap/dossier';
import { CommandRunner, createDataSource, Wakeup } from '@cap/event-store';
import { loadMasterKey, subKey } from '@cap/platform';
import {
  AcceptProposal,
  DecideTriage,
  handlers,
  ProposePlace,
  registryEntities,
  SubmitReferral,
  WebhookAddresses,
  WebhookSecrets,
  type Given,
  type Outcome,
} from '@cap/use-cases';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { intoMatching, submission, type Giver } from './way-of-a-referral';

@Module({})
class UseCases {
  /** As the API process puts them together, without HTTP. */
  static on(dataSource: DataSource, masterKeyFile: string): DynamicModule {
    const master = loadMasterKey(masterKeyFile);
    const wakeup = new Wakeup(dataSource);
    const runner = new CommandRunner(dataSource, wakeup, subKey(master, 'command'));
    const providers = [
      { provide: DataSource, useValue: dataSource },
      { provide: Wakeup, useValue: wakeup },
      { provide: CommandRunner, useValue: runner },
      { provide: Dossier, useValue: new Dossier(master) },
      { provide: WebhookSecrets, useValue: new WebhookSecrets(master) },
      { provide: WebhookAddresses, useValue: new WebhookAddresses(false) },
    ];
    return { module: UseCases, imports: [CqrsModule.forRoot()], providers: [...providers, ...handlers.commands] };
  }
}

/** The use cases in this process, and what gives them their commands. */
export interface InProcess {
  readonly dataSource: DataSource;
  readonly giver: Giver;
  close(): Promise<void>;
}

export async function useCasesOn(
  url: string,
  poolSize: number,
  masterKeyFile: string,
  referrerId: string,
): Promise<InProcess> {
  const entities = [...registryEntities, ...dossierEntities];
  const dataSource = await createDataSource({ url, entities, poolSize }).initialize();
  const context = await NestFactory.createApplicationContext(UseCases.on(dataSource, masterKeyFile), {
    logger: false,
    abortOnError: false,
  });
  const close = async () => {
    await context.close();
    await dataSource.destroy();
  };
  return { dataSource, giver: giverOver(context.get(CommandBus), referrerId), close };
}

const given = (role: ActorRole, organisationId: string | null = null): Given => ({
  actor: { actorId: `${role}-1`, role, organisationId },
  commandId: asId<CommandId>(randomUUID()),
});

function giverOver(bus: CommandBus, referrerId: string): Giver {
  const plannedFrom = new Date().toISOString().slice(0, 10) as LocalDate;
  return {
    submit: () => answered(bus.execute(new SubmitReferral(given('referrer', referrerId), submission))),
    admitToMatching: (id) =>
      answered(bus.execute(new DecideTriage(given('desk'), { ...intoMatching, referralId: id as ReferralId }))),
    propose: (id, { unitId }) =>
      answered(
        bus.execute(new ProposePlace(given('desk'), { referralId: id as ReferralId, unitId: unitId as UnitId })),
      ),
    accept: (id, { providerId }) =>
      answered(
        bus.execute(new AcceptProposal(given('planner', providerId), { proposalId: id as ProposalId, plannedFrom })),
      ),
  };
}

async function answered<A>(outcome: Promise<Outcome<A>>): Promise<A> {
  const carried = await outcome;
  if (isRefusal(carried)) throw new Error(`Refused: ${carried.refused} ${JSON.stringify(carried.values)}`);
  return carried.answer;
}
