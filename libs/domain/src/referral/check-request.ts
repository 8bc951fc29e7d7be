import {
  careFormsNotYetBuilt,
  refuse,
  type CareForm,
  type Purpose,
  type ReferrerType,
  type Refusal,
  type Urgency,
} from '@cap/contracts';
import type { Request } from '@cap/events';

/** CAP-2: who may refer, and when. */
const entitledIn = {
  'municipal-access': 'always',
  'certified-institution': 'always',
  'general-practitioner': 'always',
  'youth-doctor': 'always',
  'medical-specialist': 'always',
  judiciary: 'always',
  'crisis-team': 'crisis',
  'acute-mental-health': 'crisis',
} as const satisfies Record<ReferrerType, 'always' | 'crisis'>;

/** REF-5: the care forms that suit each purpose. */
const careFormsOf: Readonly<Record<Purpose, readonly CareForm[]>> = {
  crisis: ['crisis-facility', 'crisis-bed'],
  treatment: ['treatment-group', 'clinical'],
  living: ['family-home', 'training-flat', 'living-group'],
  respite: ['short-stay'],
};

const isNotYetBuilt = (careForm: CareForm): boolean => (careFormsNotYetBuilt as readonly CareForm[]).includes(careForm);

/**
 * What a request must be, when it is submitted and when it is completed: from an entitled referrer (CAP-2; null when the
 * referrer is not registered), for care forms that are built (STY-3) and that suit its purpose (REF-5).
 */
export function checkRequest(request: Request, referrerType: ReferrerType | null): Refusal | null {
  if (referrerType === null) return refuse('referrer-not-entitled');
  if (!mayReferIn(referrerType, request.urgency)) {
    return refuse('referrer-only-in-crisis', { referrerType, urgency: request.urgency });
  }
  const notYet = request.careForms.find(isNotYetBuilt);
  if (notYet !== undefined) return refuse('care-form-not-yet', { careForm: notYet });
  const { purpose } = request;
  const unsuitable = request.careForms.find((careForm) => !careFormsOf[purpose].includes(careForm));
  if (unsuitable !== undefined) return refuse('care-form-does-not-fit-purpose', { purpose, careForm: unsuitable });
  return request.careForms.length === 0
    ? refuse('care-form-does-not-fit-purpose', { purpose, careForm: 'none' })
    : null;
}

const mayReferIn = (referrerType: ReferrerType, urgency: Urgency): boolean =>
  entitledIn[referrerType] === 'always' || urgency === 'crisis';
