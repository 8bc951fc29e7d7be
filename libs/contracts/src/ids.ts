/**
 * Identifiers. Each is an opaque UUID with its own type, so that the compiler refuses a unit where a proposal is asked.
 * They say nothing about a person and may stand in events, topics, logs and addresses.
 */
declare const kind: unique symbol;

/** An opaque UUID of one kind of thing. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type ReferralId = Id<'referral'>;
export type ProposalId = Id<'proposal'>;
export type StayId = Id<'stay'>;
/**
 * The CAP's opaque name of one placement, which a provider's report may name in `countsPlacements`. It is a name between the
 * CAP and that provider: what another provider has of the same young person is called otherwise.
 */
export type PlacementId = Id<'placement'>;
export type PersonId = Id<'person'>;
export type ProviderId = Id<'provider'>;
export type LocationId = Id<'location'>;
export type UnitId = Id<'unit'>;
export type AgreementId = Id<'agreement'>;
export type ReferrerId = Id<'referrer'>;
export type FindingId = Id<'finding'>;
/** One version of a case (needs, wishes, surroundings) in the dossier. */
export type CaseId = Id<'case'>;
/** One free text in the dossier. */
export type TextId = Id<'text'>;
export type CommandId = Id<'command'>;
export type ReportId = Id<'report'>;
/** Somebody who gets what leaves the house over HTTP. */
export type WebhookId = Id<'webhook'>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from outside has the shape of one of our identifiers. */
export const isId = (text: unknown): text is Id<string> => typeof text === 'string' && uuidPattern.test(text);

/** Takes a text from outside as an identifier of the asked kind. Throws a `TypeError` when it is not a UUID. */
export function asId<T extends Id<string>>(text: string): T {
  if (!isId(text)) throw new TypeError('An identifier must be a UUID.');
  return text.toLowerCase() as T;
}
