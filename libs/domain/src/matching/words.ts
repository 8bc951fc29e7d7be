import type { Expertise, Language, Purpose, SecurityLevel, Sex, SexPolicy, TargetGroup } from '@cap/contracts';

/** The closed lists of matching, in the words that people see. */
export const purposeWords: Readonly<Record<Purpose, string>> = {
  crisis: 'crisis',
  treatment: 'behandeling',
  living: 'wonen',
  respite: 'logeren',
};
export const targetGroupWords: Readonly<Record<TargetGroup, string>> = {
  'youth-and-upbringing': 'jeugd- en opvoedhulp',
  'mild-intellectual-disability': 'licht verstandelijke beperking',
  'mental-health': 'jeugd-ggz',
};
export const expertiseWords: Readonly<Record<Expertise, string>> = {
  addiction: 'verslaving',
  forensic: 'forensische zorg',
  trauma: 'trauma',
  autism: 'autisme',
};
export const sexWords: Readonly<Record<Sex, string>> = { female: 'meisje', male: 'jongen', other: 'anders' };
export const sexPolicyWords: Readonly<Record<SexPolicy, string>> = {
  mixed: 'gemengd',
  'girls-only': 'alleen meisjes',
  'boys-only': 'alleen jongens',
};
export const securityWords: Readonly<Record<SecurityLevel, string>> = {
  open: 'open',
  supervised: 'met extra toezicht',
  enhanced: 'met extra beveiliging',
};
export const languageWords: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  en: 'Engels',
  ar: 'Arabisch',
  tr: 'Turks',
  pl: 'Pools',
  uk: 'Oekraïens',
  ti: 'Tigrinya',
  fr: 'Frans',
  es: 'Spaans',
};

/** A list in words, or what stands for an empty one. */
export const listed = (words: readonly string[], none: string): string =>
  words.length === 0 ? none : words.join(', ');

/** A number of years in words. */
export const years = (count: number): string => `${count} jaar`;
