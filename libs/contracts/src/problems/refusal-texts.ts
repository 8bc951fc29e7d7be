import type { InEachLanguage, TextLanguage } from '../language';
import type { Refusal, RefusalCode } from '../refusals';
import { inWords, type ProblemText, type ProblemWords } from './problem-text';
import { english } from './refusals-in-english';
import { dutch } from './refusals-in-dutch';

/** Every refusal of the domain, and its text in each language: one without breaks the build. */
export const refusalTexts = { nl: dutch, en: english } as const satisfies InEachLanguage<
  Record<RefusalCode, ProblemText>
>;

/** A refusal in words, for people: what to do, what happened, and the rule that asks for it. */
export const refusalInWords = ({ refused, rule, values }: Refusal, language: TextLanguage): ProblemWords =>
  inWords(refusalTexts[language][refused], values, language, rule);
