import type { EventsOf, RecordedEvent, StreamType } from '../internal/event';
import type { Decided, KeptInside, Leaves, PublicType } from './public-type';
import { referrals } from './referrals';
import { findings, policies, providers, referrers, units } from './registry';
import { stays } from './stays';

/** What leaves the house, and what does not: a decision about every internal event. */
const decisions = {
  referral: referrals,
  'young-person': stays,
  provider: providers,
  unit: units,
  referrer: referrers,
  policy: policies,
  finding: findings,
} satisfies { readonly [S in StreamType]: Decided<EventsOf[S]> };

const all: readonly (Leaves<never> | KeptInside)[] = Object.values(decisions).flatMap((stream) =>
  Object.values<Leaves<never> | KeptInside>(stream),
);

/** Every type of event that leaves, once. */
export const publicTypes: readonly PublicType[] = [
  ...new Set(all.flatMap((decision) => ('as' in decision ? [decision.as] : []))),
];

/** The topics of the CAP's own events. */
export const publicTopics: readonly string[] = [...new Set(publicTypes.map(({ topic }) => topic))];

/** An event as others may read it. */
export interface PublicEvent {
  readonly topic: string;
  readonly type: string;
  /** `$id` of the JSON Schema of `data`. */
  readonly dataschema: string;
  /** A path of the API that tells more to who may know it; null where there is none. */
  readonly details: string | null;
  /** The id of what the event is about. */
  readonly key: string;
  /** The field of the internal event that names it, where its stream is about more than this; null where it is the stream. */
  readonly partOfStream: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * An internal event as others may read it, or null when it is kept inside. Only fields that its public type names are
 * taken over. Throws an `UndecidedEvent` for one that a newer program wrote.
 */
export function toPublic({ streamType, streamId, event }: RecordedEvent): PublicEvent | null {
  const ofStream = decisions[streamType] as Readonly<Record<string, Leaves<never> | KeptInside>> | undefined;
  const decision = ofStream?.[event.type];
  if (!decision) throw new UndecidedEvent();
  if ('inside' in decision) return null;
  const { topic, type, idField, fields } = decision.as;
  const { [idField]: named } = event.data as Readonly<Record<string, unknown>>;
  // A young person has many stays: the stream is the person, and must not be named.
  const partOfStream = streamType === 'young-person' ? idField : null;
  const key = partOfStream === null ? streamId : String(named);
  const values = decision.from(event.data as never) as Readonly<Record<string, unknown>>;
  const data = Object.fromEntries(Object.keys(fields).map((field) => [field, values[field]]));
  const dataschema = decision.as.schema.$id;
  const details = decision.as.details?.replace('{id}', key) ?? null;
  return { topic, type, dataschema, details, key, partOfStream, data: { [idField]: key, ...data } };
}

/** Nobody has decided whether this event may leave: this program is older than the one that wrote it. */
export class UndecidedEvent extends Error {
  constructor() {
    super('An event of a type that this program does not know. Start the newer version of it.');
    this.name = 'UndecidedEvent';
  }
}
