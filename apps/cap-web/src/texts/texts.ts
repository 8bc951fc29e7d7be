import type { InEachLanguage } from '@cap/contracts';
import { dutch, type PageTexts } from './dutch.js';
import { english } from './english.js';

/** What the page says, in each language. */
export const textsIn: InEachLanguage<PageTexts> = { nl: dutch, en: english };

/** What the page says in the language in which the server sent it. */
export const texts: PageTexts = textsIn[globalThis.document?.documentElement.lang === 'en' ? 'en' : 'nl'];
