import { caseWith, completion } from './bodies';
import { nextBsn, youngPerson } from './young-people';

/** Words of one young person that are found nowhere else: where they turn up, something leaked. */
export interface Canary {
  readonly name: string;
  readonly bsn: string;
  readonly birthDate: string;
  readonly situation: string;
  readonly explanation: string;
}

export const canary = (): Canary => ({
  name: 'Kanarie Zonnebloemsteeg',
  bsn: nextBsn(),
  birthDate: '2013-02-17',
  situation: 'Het kanariegele huis aan de Pimpernelkade',
  explanation: 'De toelichting noemt het Waterlelieplantsoen',
});

/** A referral in the canary's words. */
export const submissionOf = ({ name, bsn, birthDate, situation }: Canary) => ({
  person: youngPerson({ name, bsn, birthDate }),
  ...completion({ case: caseWith({ situation, postcode: 2713 }) }),
});

/** Which of a canary's words stand in a text. */
export const wordsIn = (text: string, words: Canary): string[] =>
  Object.entries(words).flatMap(([field, word]) => (text.includes(word) ? [field] : []));
