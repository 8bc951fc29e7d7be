import type { CaseBody, CompleteReferral, SubmitReferral, UnitProfileBody } from '@cap/contracts';
import { youngPerson } from './young-people';

/** A group in Zoetermeer that fits `submission()`. */
export const livingGroup: UnitProfileBody = {
  purpose: 'living',
  careForm: 'living-group',
  targetGroups: ['youth-and-upbringing'],
  expertise: [],
  minAge: 8,
  maxAge: 18,
  sexPolicy: 'mixed',
  security: 'open',
  languages: ['nl'],
  reporting: 'system',
  ceiling: 8,
};

export const crisisGroup: UnitProfileBody = { ...livingGroup, purpose: 'crisis', careForm: 'crisis-facility' };

const details: CaseBody = {
  targetGroups: ['youth-and-upbringing'],
  expertise: [],
  security: 'open',
  language: 'nl',
  postcode: 2711,
  situation: 'Een verzonnen situatie.',
};

/** What is asked for a young person, without the young person. */
export const completion = (changes: Partial<CompleteReferral> = {}): CompleteReferral => ({
  case: details,
  municipality: 'GM0637',
  purpose: 'living',
  careForms: ['living-group'],
  urgency: 'regular',
  perspective: 'return-home',
  ...changes,
});

/** A referral of somebody new. */
export const submission = (changes: Partial<SubmitReferral> = {}): SubmitReferral => ({
  person: youngPerson(),
  ...completion(),
  ...changes,
});

/** The same as a crisis: answered within an hour, in a crisis place. */
export const crisisSubmission = (changes: Partial<SubmitReferral> = {}): SubmitReferral =>
  submission({ purpose: 'crisis', careForms: ['crisis-facility'], urgency: 'crisis', ...changes });

/** A case with another answer here and there. */
export const caseWith = (changes: Partial<CaseBody>): CaseBody => ({ ...details, ...changes });
