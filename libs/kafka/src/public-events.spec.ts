import { asId, asInstant, type CommandId, type Id, type Instant, type LocalDate } from '@cap/contracts';
import { publicTopics, publicTypes, toPublic, UndecidedEvent, type EventsOf, type StreamType } from '@cap/events';
import { schemaCheck } from './schema-check';

/** Ids that no event may carry out of the house: of a person, of a text, of a case, of a placement. */
const secret = Array.from({ length: 4 }, (_, n) => `5ec0e7aa-0000-4000-8000-00000000000${n}`);
const [personId, textId, caseId, placementId] = secret.map((text) => asId<never>(text)) as never[];
const some = <T extends Id<string>>(n: number): T => asId<T>(`0b6d7c1e-5a4f-4c55-9d52-00000000000${n}`);
const on = '2028-02-29' as LocalDate;
const at = '2028-02-29T08:00:00.000Z' as Instant;

const request = {
  municipality: 'GM0518',
  purpose: 'living',
  careForms: ['living-group', 'family-home'],
  urgency: 'urgent',
  perspective: 'return-home',
  caseId: caseId!,
} as const;
const place = {
  stayId: some<never>(1),
  unitId: some<never>(2),
  providerId: some<never>(3),
  placementId: placementId!,
  purpose: 'living',
  careForm: 'living-group',
} as const;
const profile = {
  purpose: 'living',
  careForm: 'living-group',
  targetGroups: ['mental-health'],
  expertise: [],
  minAge: 8,
  maxAge: 17,
  sexPolicy: 'mixed',
  security: 'open',
  languages: ['nl'],
  reporting: 'hand',
  ceiling: 8,
} as const;
const proposalId = some<never>(4);
const stayId = some<never>(1);
const findingId = some<never>(5);
const held = { on, at };

/** One of each; a new type of event does not compile until it is here. */
const one: { [S in StreamType]: { [T in EventsOf[S]['type']]: Extract<EventsOf[S], { type: T }>['data'] } } = {
  referral: {
    ReferralSubmitted: {
      ...request,
      referralId: some(6),
      numberSequence: 7,
      personId: personId!,
      referrerId: some(8),
    },
    ReferralReturned: { reason: 'care-form-unclear', explanationId: textId! },
    ReferralCompleted: request,
    ReferralAdmittedToMatching: { explanationId: textId! },
    ReferralWithdrawn: { reason: 'wish-of-family' },
    PlaceProposed: { ...place, proposalId, holdsFrom: on, expiresAt: at, policyVersion: 3 },
    ProposalAccepted: { proposalId, stayId },
    ProposalDeclined: { proposalId, reason: 'no-place', explanationId: textId! },
    ProposalWithdrawn: { proposalId, reason: 'needs-changed' },
    ProposalExpired: { proposalId },
    ProposalReleased: { proposalId, acceptedProposalId: some(9) },
  },
  'young-person': {
    StayPlanned: { ...place, referralId: some(6), proposalId, acceptedOn: on, plannedFrom: on },
    PlannedStayCancelled: { stayId, reason: 'needs-changed' },
    StayStartOverdue: { stayId },
    StayStarted: { stayId, admitted: held },
    InheritedStayRecorded: { ...place, admitted: held, perspective: 'lasting-home' },
    BypassedStayRecorded: { ...place, admitted: held, findingId },
    StayEndPlanned: { stayId, plannedEnd: on },
    StayEnded: { stayId, ended: held, reason: 'of-age', destination: 'home' },
    AdmissionCorrected: { stayId, admitted: held, reason: 'typing-error' },
    EndCorrected: { stayId, ended: held, reason: 'typing-error' },
  },
  provider: {
    ProviderRegistered: { providerId: some(3), role: 'strategic', joinedOn: on },
    LocationAdded: { locationId: some(8), municipality: 'GM0518', postcode: 2511 },
  },
  unit: {
    UnitRegistered: { ...profile, unitId: some(2), providerId: some(3), locationId: some(8) },
    UnitChanged: profile,
    CapacityAgreed: { agreementId: some(9), from: on, until: null, places: 8 },
  },
  referrer: { ReferrerRegistered: { referrerId: some(8), referrerType: 'judiciary', municipality: null } },
  policy: { PolicyChanged: { key: 'reporting-term-hours', value: 24, effectiveFrom: on, policyVersion: 2 } },
  finding: {
    BypassRecorded: {
      findingId,
      stayId,
      personId: personId!,
      unitId: some(2),
      providerId: some(3),
      referrerId: null,
      municipality: null,
    },
    UnitFindingRecorded: { findingId, kind: 'overcommitted', unitId: some(2), providerId: some(3), since: at },
    FindingClosed: { findingId },
  },
};

const ofEach = Object.entries(one).flatMap(([streamType, events]) =>
  Object.entries(events).map(([type, data]) => ({ streamType: streamType as StreamType, type, data: data as object })),
);
type Each = (typeof ofEach)[number];
/** As it stands in the log; the stream of a young person is the person. */
const told = ({ streamType, type, data }: Each) =>
  toPublic({
    position: 1,
    streamType,
    streamId: streamType === 'young-person' ? personId! : some(0),
    version: 1,
    event: { type, data } as never,
    metadata: { commandId: asId<CommandId>(some(0)), actorId: 'desk-1', actorRole: 'desk', at: asInstant(at) },
  });
const leaving = ofEach.flatMap((each) => {
  const event = told(each);
  return event ? [{ name: each.type, event }] : [];
});

describe('what leaves the house', () => {
  it.each(leaving)('$name fits the schema of its public type, whatever else is in it', ({ event }) => {
    const { schema } = publicTypes.find(({ type }) => type === event.type)!;
    expect(schemaCheck(schema)(event.data)).toBeNull();
  });

  it.each(leaving)('$name names no person, case, text or placement', ({ event }) => {
    expect(secret.filter((word) => JSON.stringify(event).includes(word))).toEqual([]);
  });

  it('is on the topic and under the key of what it is about: a stay is told under its own id', () => {
    const keys = new Map(leaving.map(({ event }) => [event.topic, event.key]));
    expect([...keys]).toEqual([
      ['cap.referrals', some(0)],
      ['cap.stays', stayId],
      ['cap.providers', some(0)],
      ['cap.units', some(0)],
      ['cap.referrers', some(0)],
    ]);
    expect([...keys.keys()].sort()).toEqual([...publicTopics].sort());
  });

  it('is of as many types as there are schemas, each named for its topic, with a version', () => {
    expect(new Set(leaving.map(({ event }) => event.type))).toEqual(new Set(publicTypes.map(({ type }) => type)));
    expect(new Set(publicTypes.map(({ schema }) => schema.$id)).size).toBe(publicTypes.length);
    for (const { type, topic } of publicTypes)
      expect(type).toMatch(new RegExp(`^nl\\.haaglanden\\.${topic}\\.[a-z-]+\\.v1$`));
  });

  it('is no policy and no finding', () => {
    const kept = ofEach.filter((each) => told(each) === null).map(({ type }) => type);
    expect(kept).toEqual(['PolicyChanged', 'BypassRecorded', 'UnitFindingRecorded', 'FindingClosed']);
  });

  it('leaves out no number: of a stream that leaves, every event leaves', () => {
    const leaves = (type: string) => leaving.some(({ name }) => name === type);
    for (const events of Object.values<object>(one)) {
      const types = Object.keys(events);
      expect([0, types.length]).toContain(types.filter(leaves).length);
    }
  });

  it('is decided for every event: one of a newer program is not passed over', () => {
    expect(() => told({ streamType: 'referral', type: 'ReferralDreamt', data: {} })).toThrow(UndecidedEvent);
    expect(() => told({ streamType: 'dream' as never, type: 'Dreamt', data: {} })).toThrow(UndecidedEvent);
  });
});
