import type {
  AgreementId,
  Instant,
  LocalDate,
  LocationId,
  ProposalId,
  ProviderId,
  ReferralId,
  ReferrerId,
  StayId,
  UnitId,
} from '@cap/contracts';
import { count, uuid } from './schema-parts';

declare const valueOf: unique symbol;

/** One field of a public event: the JSON Schema by which a reader checks it, and the type of what we may put in it. */
export interface Field<Value> {
  readonly schema: object;
  readonly [valueOf]?: Value;
}

/**
 * The identifiers that may leave. A person's is not among them; neither are those of the dossier, nor the placement's,
 * which is a name between the CAP and one provider.
 */
type PublicId = ReferralId | ProposalId | StayId | UnitId | ProviderId | LocationId | AgreementId | ReferrerId;

export const id = <I extends PublicId>(): Field<I> => ({ schema: uuid });
export const oneOf = <T extends string>(values: readonly T[]): Field<T> => ({ schema: { enum: [...values] } });
/** A day in the Netherlands. */
export const day = (): Field<LocalDate> => ({ schema: { type: 'string', format: 'date' } });
/** A moment, in UTC. */
export const moment = (): Field<Instant> => ({ schema: { type: 'string', format: 'date-time' } });
export const number = (): Field<number> => ({ schema: count });
export const listOf = <T>({ schema }: Field<T>): Field<readonly T[]> => ({ schema: { type: 'array', items: schema } });
export const orNull = <T>({ schema }: Field<T>): Field<T | null> => ({
  schema: { anyOf: [schema, { type: 'null' }] },
});
