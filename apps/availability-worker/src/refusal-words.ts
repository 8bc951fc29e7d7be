import type { Refusal } from '@cap/contracts';

type Words = (values: Refusal['values']) => string;

const fields: Readonly<Record<string, string>> = {
  inOperation: 'plekken in gebruik',
  occupied: 'bezette plekken',
  occupiedOtherRegions: 'plekken voor jongeren uit andere regio’s',
  countsPlacements: 'genoemde plaatsingen',
  expectedFree: 'verwachte vrije plekken',
  waitingDays: 'dagen wachttijd',
};

const contradiction: Words = ({ field = '', value = '', most }) => {
  const what = fields[field] ?? String(field);
  return most === undefined
    ? `Het aantal ${what} is ${value}. Dat kan niet: meld een heel getal van 0 of meer.`
    : `Het aantal ${what} is ${value}. Het kan niet meer zijn dan ${most}. Meld de juiste aantallen.`;
};

/** What a provider's system reads about a refused report: what is wrong, and what to do. */
const words: Partial<Record<Refusal['refused'], Words>> = {
  'unit-unknown': () => 'Deze groep is niet bekend bij het CAP. Controleer het kenmerk van de groep.',
  'unit-of-another-provider': () => 'Deze groep hoort bij een andere aanbieder. Meld alleen uw eigen groepen.',
  'report-contradicts-itself': contradiction,
  'report-above-agreement': ({ inOperation = '', most = '' }) =>
    `U meldt ${inOperation} plekken in gebruik. Volgens de afspraak zijn het er hoogstens ${most}. Meld het juiste aantal, of vraag de regio om een andere afspraak.`,
  'report-from-the-future': ({ observedAt = '', receivedAt = '' }) =>
    `Uw telling is van ${observedAt}, en wij kregen haar al op ${receivedAt}. Controleer de klok van uw systeem en meld opnieuw.`,
  'report-id-reused': () =>
    'Dit kenmerk hoort bij een eerdere melding met een andere inhoud. De eerdere melding blijft staan. Geef elke melding een eigen kenmerk.',
};

/** The Dutch sentences for a refused report. */
export const wordsFor = ({ refused, rule, values }: Refusal): string =>
  words[refused]?.(values) ?? `Uw melding is niet verwerkt vanwege regel ${rule}. Vraag het CAP om uitleg.`;
