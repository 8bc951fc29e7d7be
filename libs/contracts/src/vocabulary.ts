/** The closed lists of the domain: code and API in English, the Dutch words beside them where people see them. */

export const referrerTypes = [
  'municipal-access',
  'certified-institution',
  'general-practitioner',
  'youth-doctor',
  'medical-specialist',
  'judiciary',
  'crisis-team',
  'acute-mental-health',
] as const;
/** CAP-2: who may refer. The last two only in a crisis. */
export type ReferrerType = (typeof referrerTypes)[number];

export const providerRoles = ['strategic', 'tactical', 'operational'] as const;
export type ProviderRole = (typeof providerRoles)[number];

export const purposes = ['crisis', 'treatment', 'living', 'respite'] as const;
export type Purpose = (typeof purposes)[number];

export const careForms = [
  'crisis-facility',
  'crisis-bed',
  'family-home',
  'training-flat',
  'living-group',
  'treatment-group',
  'clinical',
  'short-stay',
  'foster-care',
  'part-time-foster-care',
  'part-time-stay',
] as const;
export type CareForm = (typeof careForms)[number];

/** Care forms whose own rules (families, days of the week) are not built yet; a referral for them gets a clear answer. */
export const careFormsNotYetBuilt = ['foster-care', 'part-time-foster-care', 'part-time-stay'] as const;

/** Care forms in which a young person lives in a family: ranked before a group (MAT-2). */
export const familyLikeCareForms = ['family-home', 'foster-care', 'part-time-foster-care'] as const;

export const careFormNames: Readonly<Record<CareForm, string>> = {
  'crisis-facility': 'crisisopvang',
  'crisis-bed': 'crisisbed',
  'family-home': 'gezinshuis',
  'training-flat': 'kamertraining',
  'living-group': 'woongroep',
  'treatment-group': 'behandelgroep',
  clinical: 'klinisch verblijf',
  'short-stay': 'logeren',
  'foster-care': 'pleegzorg',
  'part-time-foster-care': 'deeltijdpleegzorg',
  'part-time-stay': 'deeltijdverblijf',
};

export const targetGroups = ['youth-and-upbringing', 'mild-intellectual-disability', 'mental-health'] as const;
export type TargetGroup = (typeof targetGroups)[number];

export const expertises = ['addiction', 'forensic', 'trauma', 'autism'] as const;
export type Expertise = (typeof expertises)[number];

export const sexes = ['female', 'male', 'other'] as const;
export type Sex = (typeof sexes)[number];

export const sexPolicies = ['mixed', 'girls-only', 'boys-only'] as const;
export type SexPolicy = (typeof sexPolicies)[number];

/** From light to heavy: a unit serves its own level and every lighter one. */
export const securityLevels = ['open', 'supervised', 'enhanced'] as const;
export type SecurityLevel = (typeof securityLevels)[number];

/** ISO 639-1 codes of the languages that a unit may work in. */
export const languages = ['nl', 'en', 'ar', 'tr', 'pl', 'uk', 'ti', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];

export const urgencies = ['crisis', 'urgent', 'regular'] as const;
export type Urgency = (typeof urgencies)[number];

export const perspectives = ['return-home', 'growing-to-independence', 'lasting-home'] as const;
export type Perspective = (typeof perspectives)[number];

export const reportingWays = ['hand', 'system'] as const;
/** Whether people type a unit's counts, or the provider's own system sends them. */
export type ReportingWay = (typeof reportingWays)[number];

export const returnReasons = ['information-missing', 'care-form-unclear', 'safety-unclear'] as const;
export type ReturnReason = (typeof returnReasons)[number];

export const referralWithdrawalReasons = [
  'no-longer-needed',
  'lighter-help-found',
  'wish-of-family',
  'entered-by-mistake',
] as const;
export type ReferralWithdrawalReason = (typeof referralWithdrawalReasons)[number];

export const declineReasons = [
  'no-place',
  'age-does-not-fit',
  'group-does-not-fit',
  'safety-in-the-group',
  'expertise-missing',
] as const;
/** PRP-3: the closed list of reasons for a decline. */
export type DeclineReason = (typeof declineReasons)[number];

export const proposalWithdrawalReasons = [
  'better-place-found',
  'wish-of-family',
  'needs-changed',
  'made-by-mistake',
  'referral-withdrawn',
] as const;
export type ProposalWithdrawalReason = (typeof proposalWithdrawalReasons)[number];

export const stayOrigins = ['proposal', 'inherited', 'emergency', 'bypass'] as const;
export type StayOrigin = (typeof stayOrigins)[number];

/** CAP-3, CPY-4: what about a unit's count is brought to the desk when it lasts longer than its term. */
export const unitFindingKinds = ['overcommitted', 'unexplained-occupancy'] as const;
export type UnitFindingKind = (typeof unitFindingKinds)[number];
export const findingKinds = ['bypass', ...unitFindingKinds] as const;
export type FindingKind = (typeof findingKinds)[number];

export const endReasons = ['purpose-reached', 'planned-step', 'broken-off', 'of-age', 'other-law'] as const;
export type EndReason = (typeof endReasons)[number];

export const destinations = [
  'home',
  'network-or-foster-family',
  'living-form',
  'independent',
  'other-stay',
  'other-law',
  'elsewhere',
] as const;
/** STY-2: where a young person goes at the end of a stay. */
export type Destination = (typeof destinations)[number];

export const correctionReasons = ['typing-error', 'wrong-information'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** The nine municipalities of the region (CBS codes) and their names. */
export const municipalities = {
  GM0503: 'Delft',
  GM0518: "'s-Gravenhage",
  GM0603: 'Rijswijk',
  GM0629: 'Wassenaar',
  GM0637: 'Zoetermeer',
  GM1783: 'Westland',
  GM1842: 'Midden-Delfland',
  GM1916: 'Leidschendam-Voorburg',
  GM1926: 'Pijnacker-Nootdorp',
} as const;
export type MunicipalityCode = keyof typeof municipalities;
export const municipalityCodes = Object.keys(municipalities) as MunicipalityCode[];

export const actorRoles = ['referrer', 'planner', 'desk', 'administrator', 'display', 'system'] as const;
/** `display` reads places only (the page of the embedded mode); `system` is the CAP's own worker and never a token's. */
export type ActorRole = (typeof actorRoles)[number];
