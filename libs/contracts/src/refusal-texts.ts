import type { InEachLanguage, TextLanguage } from './language';
import type { RefusalText } from './refusal-text';
import { english } from './refusals-in-english';
import { dutch } from './refusals-in-dutch';
import type { Refusal, RefusalCode } from './refusals';

/** Every refusal of the domain, and its text in each language: one without breaks the build. */
export const refusalTexts = { nl: dutch, en: english } as const satisfies InEachLanguage<
  Record<RefusalCode, RefusalText>
>;

/** A refusal in words, for people. */
export function refusalInWords(
  { refused, values }: Refusal,
  language: TextLanguage = 'nl',
): { title: string; detail: string; todo: string } {
  const { title, detail, todo } = refusalTexts[language][refused];
  return { title, detail: detail(values), todo };
}
