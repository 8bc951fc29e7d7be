import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  refuse,
  type CandidatesView,
  type Position,
  type ReferralId,
  type Refusal,
  type UnitRow,
} from '@cap/contracts';
import { foldEvents, localDateOf, placeOfPostcode, rankCandidates, referralFold, submitted } from '@cap/domain';
import { Dossier } from '@cap/dossier';
import { businessInstant, readPolicy, readStream, type CommandActor } from '@cap/event-store';
import { DataSource, type EntityManager } from 'typeorm';
import { NotFound } from '../shared/errors';
import { ensureMayRead } from '../shared/permission';

/** All units at one position of the unit feed. The API process keeps them in memory. */
export abstract class UnitIndex {
  abstract readonly position: Position;
  /** Milliseconds since the index last knew that it was level with the feed. */
  abstract readonly ageMs: number;
  abstract units(): readonly UnitRow[];
}

/** The candidates of a referral, ranked (MAT-1 to MAT-4), with the reasons against the others when asked. */
export class ViewCandidates extends Query<CandidatesView | Refusal> {
  constructor(
    readonly actor: CommandActor,
    readonly referralId: ReferralId,
    readonly withExcluded: boolean,
  ) {
    super();
  }
}

@QueryHandler(ViewCandidates)
export class ViewCandidatesHandler implements IQueryHandler<ViewCandidates> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly dossier: Dossier,
    private readonly index: UnitIndex,
  ) {}

  execute(query: ViewCandidates): Promise<CandidatesView | Refusal> {
    return this.dataSource.transaction((manager) => view(manager, this.dossier, this.index, query));
  }
}

async function view(
  manager: EntityManager,
  dossier: Dossier,
  index: UnitIndex,
  { actor, referralId, withExcluded }: ViewCandidates,
): Promise<CandidatesView | Refusal> {
  const stream = await readStream(manager, 'referral', referralId);
  if (stream.version === 0) throw new NotFound('referral');
  const referral = submitted(foldEvents(referralFold, stream.events));
  ensureMayRead(actor, 'candidates', { organisationId: referral.referrerId, what: 'referral' });
  if (referral.status !== 'in-matching') return refuse('referral-not-in-matching', { status: referral.status });
  const at = await businessInstant(manager);
  const today = localDateOf(at);
  const policy = await readPolicy(manager, today);
  const look = { who: actor, at, purpose: 'matching', commandId: null } as const;
  const needs = await dossier.caseNeeds(manager, referral.request.caseId, look);
  // From here on nothing waits, so units and position belong together.
  const { candidates, excluded } = rankCandidates(
    { ...needs, ...referral.request },
    index.units(),
    policy,
    placeOfPostcode,
    today,
  );
  return {
    referralId,
    basis: { referralVersion: stream.version, policyVersion: policy.version, capacityPosition: index.position, at },
    indexAgeMs: index.ageMs,
    candidates,
    ...(withExcluded ? { excluded: excluded() } : {}),
  };
}
