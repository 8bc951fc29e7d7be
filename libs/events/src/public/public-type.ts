import type { InternalEvent } from '../internal/event';
import { object, type Field } from './fields';
import { schemaHead, uuid, type SchemaHead } from './schema-parts';

/** A topic of the CAP's own events: everything about one kind of thing, whose id is the key of each message. */
export interface PublicTopic {
  /** Such as `cap.referrals`. */
  readonly topic: string;
  /** The field in which each event names what it is about. */
  readonly idField: string;
  /** Where the API tells more to who may know it: a path with `{id}`; null where it has nothing of one of these. */
  readonly details: string | null;
}

/** A type of event that others may read. A breaking change of its data is a new type, with the next number. */
export interface PublicType<Data = object> extends PublicTopic {
  readonly type: string;
  readonly schema: SchemaHead & Readonly<Record<string, unknown>>;
  readonly fields: { readonly [K in keyof Data]: Field<Data[K]> };
}

/** Makes the types of one topic; each has the id of what it is about, and the fields that are named, no other. */
export const typesOf =
  ({ topic, idField, details }: PublicTopic) =>
  <Data extends object>(event: string, fields: { readonly [K in keyof Data]: Field<Data[K]> }): PublicType<Data> => {
    const name = `${topic.replace(/^cap\./, '')}.${event}.v1`;
    return {
      topic,
      idField,
      details,
      type: `nl.haaglanden.cap.${name}`,
      fields,
      schema: {
        ...schemaHead(name),
        ...object<Record<string, unknown>>({ [idField]: { schema: uuid }, ...fields } as never).schema,
      },
    };
  };

/** Says of an internal event that others hear of it. */
export interface Leaves<Data> {
  readonly as: PublicType;
  readonly from: (data: Data) => object;
}

/** Says of an internal event that nobody outside hears of it, and why. */
export interface KeptInside {
  readonly inside: string;
}

export const leaves = <Data, Public extends object>(
  as: PublicType<Public>,
  from: (data: Data) => NoInfer<Public>,
): Leaves<Data> => ({ as, from });

export const keptInside = (inside: string): KeptInside => ({ inside });

/** A decision about every type of event of a stream: a new one does not compile until somebody has taken it. */
export type Decided<E extends InternalEvent> = {
  readonly [T in E['type']]: Leaves<Extract<E, { type: T }>['data']> | KeptInside;
};
