import type {
  AgreementId,
  Instant,
  LocalDate,
  LocationId,
  ProposalId,
  ProviderId,
  ReferralId,
  ReferrerId,
  ReportId,
  StayId,
  UnitId,
} from '@cap/contracts';
import { count, uuid } from './schema-parts';

declare const valueOf: unique symbol;

/** One field: the JSON Schema by which a reader checks it, and the type of what may be in it, neither more nor less. */
export interface Field<Value> {
  readonly schema: object;
  readonly [valueOf]?: (value: Value) => Value;
}

/** A field that may be left out. */
export interface MaybeField<Value> extends Field<Value> {
  readonly mayBeLeftOut: true;
}

/** A field for each property of a type: one that is added to it does not compile until it is described. */
export type FieldsOf<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? MaybeField<Exclude<T[K], undefined>>
    : Field<T[K]>;
};

/**
 * The identifiers that may leave. A person's is not among them; neither are those of the dossier, nor the placement's,
 * which is a name between the CAP and one provider.
 */
type PublicId =
  ReportId | ReferralId | ProposalId | StayId | UnitId | ProviderId | LocationId | AgreementId | ReferrerId;

/** An id in a message of or to somebody else, whose own type does not say of what. */
export const anyId = (): Field<string> => ({ schema: uuid });
export const id = <I extends PublicId>(): Field<I> => ({ schema: uuid });
export const oneOf = <T extends string>(values: readonly T[]): Field<T> => ({ schema: { enum: [...values] } });
/** A day in the Netherlands. */
export const day = (): Field<LocalDate> => ({ schema: { type: 'string', format: 'date' } });
/** A moment, in UTC. */
export const moment = (): Field<Instant> => ({ schema: { type: 'string', format: 'date-time' } });
/** A day or a moment in a message of somebody else: RFC 3339, with any offset. */
export const textOf = (format: 'date' | 'date-time'): Field<string> => ({ schema: { type: 'string', format } });
/** Any text: only where people who are signed in read it, such as the name of a unit. */
export const text = (): Field<string> => ({ schema: { type: 'string' } });
/** A text of a shape; the type says what it is. */
export const matching = <T extends string>(pattern: string): Field<T> => ({ schema: { type: 'string', pattern } });
/** A sentence from our own list of texts, for people: the only text that leaves. */
export const ourWords = (): Field<string> => ({ schema: { type: 'string', minLength: 1 } });
/** Whole or not, of any size: a figure that somebody sent and that cannot be. */
export const anyNumber = (): Field<number> => ({ schema: { type: 'number' } });
export const number = (): Field<number> => ({ schema: count });
export const yesNo = (): Field<boolean> => ({ schema: { type: 'boolean' } });
/** `limits` are keywords of JSON Schema, such as `maxItems`. */
export const listOf = <T, List extends readonly T[] = readonly T[]>(
  { schema }: Field<T>,
  limits: object = {},
): Field<List> => ({ schema: { type: 'array', items: schema, ...limits } });
export const maybe = <T>({ schema }: Field<T>): MaybeField<T> => ({ schema, mayBeLeftOut: true });

/** An object with these properties and no other. */
export function object<T extends object>(fields: FieldsOf<T>): Field<T> & { readonly schema: ObjectSchema } {
  const all = Object.entries<Field<never> & { readonly mayBeLeftOut?: boolean }>(fields as never);
  return {
    schema: {
      type: 'object',
      required: all.filter(([, { mayBeLeftOut }]) => !mayBeLeftOut).map(([name]) => name),
      additionalProperties: false,
      properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
    },
  };
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly required: readonly string[];
  readonly additionalProperties: false;
  readonly properties: Readonly<Record<string, object>>;
}

export const either = <A, B>(a: Field<A>, b: Field<B>): Field<A | B> => ({ schema: { anyOf: [a.schema, b.schema] } });

export const orNull = <T>({ schema }: Field<T>): Field<T | null> => ({
  schema: { anyOf: [schema, { type: 'null' }] },
});
