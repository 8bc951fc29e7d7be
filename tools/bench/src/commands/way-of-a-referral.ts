import type { SubmitReferral } from '@cap/contracts';

/** Gives one command and gives what it answered; throws when it was refused. */
export interface Giver {
  submit(): Promise<{ referralId: string }>;
  admitToMatching(referralId: string): Promise<unknown>;
  propose(referralId: string, place: Place): Promise<{ proposalId: string }>;
  accept(proposalId: string, place: Place): Promise<unknown>;
}

export interface Place {
  readonly unitId: string;
  readonly providerId: string;
}

/** Commands of one way. */
export const commandsOfAWay = 4;

/** A referral is submitted, let into matching, proposed to a place, and accepted there: four commands. */
async function goOneWay(giver: Giver, place: Place): Promise<void> {
  const { referralId } = await giver.submit();
  await giver.admitToMatching(referralId);
  const { proposalId } = await giver.propose(referralId, place);
  await giver.accept(proposalId, place);
}

export interface Ways {
  readonly giver: Giver;
  /** Taken in turn. */
  readonly places: readonly Place[];
  readonly count: number;
  readonly atATime: number;
}

/** Lets referrals go their ways. `around` is called with each. */
export async function goWays(
  { giver, places, count, atATime }: Ways,
  around: (way: () => Promise<void>) => Promise<void> = (way) => way(),
): Promise<void> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    for (let nth = begun++; nth < count; nth = begun++)
      await around(() => goOneWay(giver, places[nth % places.length]!));
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}

export const submission: SubmitReferral = {
  person: { provisional: true, name: 'Jongere (verzonnen)', birthDate: '2014-05-01', sex: 'female' },
  case: {
    targetGroups: ['youth-and-upbringing'],
    expertise: [],
    security: 'open',
    language: 'nl',
    postcode: 2711,
    situation: 'Een verzonnen situatie.',
  },
  municipality: 'GM0637',
  purpose: 'living',
  careForms: ['living-group'],
  urgency: 'regular',
  perspective: 'return-home',
};

export const intoMatching = {
  outcome: 'to-matching',
  explanation: 'Verblijf is nodig, en de vraag is duidelijk.',
} as const;
