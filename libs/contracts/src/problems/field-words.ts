import type { InEachLanguage } from '../language';

const dutch = {
  arrayMaxSize: 'Geef minder waarden in deze lijst.',
  arrayMinSize: 'Geef ten minste één waarde in deze lijst.',
  arrayNotEmpty: 'Geef ten minste één waarde in deze lijst.',
  arrayUnique: 'Geef elke waarde één keer.',
  bsn: 'Geef een geldig burgerservicenummer.',
  different: 'Geef dezelfde waarde als de eerste keer.',
  insideNetwork: 'Geef een adres op het internet: aan een adres binnen een netwerk wordt niets geleverd.',
  isArray: 'Geef een lijst.',
  isBoolean: 'Geef true of false.',
  isDefined: 'Vul dit veld in: het is verplicht.',
  isIn: 'Kies een waarde uit de lijst in de documentatie.',
  isInt: 'Geef een geheel getal.',
  isLocalDate: 'Geef een bestaande datum, geschreven als 2028-01-31.',
  isMoment: 'Geef een tijdstip met tijdzone, geschreven als 2028-01-31T14:00:00Z.',
  isNotEmpty: 'Vul dit veld in: het mag niet leeg zijn.',
  isNumber: 'Geef een getal.',
  isString: 'Geef een tekst.',
  isUuid: 'Geef een UUID.',
  max: 'Geef een lager getal.',
  maxLength: 'Geef een kortere tekst.',
  min: 'Geef een hoger getal.',
  momentOrDay: 'Geef óf het tijdstip (at) óf de dag (on).',
  nestedValidation: 'Geef een object met de velden uit de documentatie.',
  noZero: 'Laat dit teken weg: het kan niet worden vastgelegd.',
  notHttps: 'Geef een adres dat met https:// begint: zonder versleuteling wordt niets geleverd.',
  other: 'Geef een waarde zoals de documentatie die beschrijft.',
  whitelistValidation: 'Laat dit veld weg: het bestaat niet.',
} as const;

/** What can be wrong with a field; `other` where no more can be said of it. */
export type FieldFlaw = keyof typeof dutch;

const english = {
  arrayMaxSize: 'Give fewer values in this list.',
  arrayMinSize: 'Give at least one value in this list.',
  arrayNotEmpty: 'Give at least one value in this list.',
  arrayUnique: 'Give each value once.',
  bsn: 'Give a valid citizen service number (BSN).',
  different: 'Give the same value as the first time.',
  insideNetwork: 'Give an address on the internet: nothing is delivered to an address inside a network.',
  isArray: 'Give a list.',
  isBoolean: 'Give true or false.',
  isDefined: 'Fill in this field: it is required.',
  isIn: 'Choose a value from the list in the documentation.',
  isInt: 'Give a whole number.',
  isLocalDate: 'Give an existing date, written as 2028-01-31.',
  isMoment: 'Give a moment with its time zone, written as 2028-01-31T14:00:00Z.',
  isNotEmpty: 'Fill in this field: it may not be empty.',
  isNumber: 'Give a number.',
  isString: 'Give a text.',
  isUuid: 'Give a UUID.',
  max: 'Give a lower number.',
  maxLength: 'Give a shorter text.',
  min: 'Give a higher number.',
  momentOrDay: 'Give either the moment (at) or the day (on).',
  nestedValidation: 'Give an object with the fields of the documentation.',
  noZero: 'Leave this character out: it cannot be recorded.',
  notHttps: 'Give an address that begins with https://: nothing is delivered without encryption.',
  other: 'Give a value as the documentation describes it.',
  whitelistValidation: 'Leave this field out: it does not exist.',
} as const satisfies Record<FieldFlaw, string>;

/** What to do about a field, by what is wrong with it. */
export const fieldWords: InEachLanguage<Readonly<Record<FieldFlaw, string>>> = { nl: dutch, en: english };

export const isFieldFlaw = (name: string): name is FieldFlaw => Object.hasOwn(dutch, name);
