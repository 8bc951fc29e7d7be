import type { TextLanguage } from '@cap/contracts';
import { staticTexts } from './static-texts';

/** The page with its fixed texts in one language. Throws an `Error` when `index.html` names a text that there is not. */
export function pageIn(template: string, language: TextLanguage): string {
  const texts = new Map(Object.entries(staticTexts[language]));
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`index.html names the text ${name}: add it to page/static-texts.ts.`);
    return text;
  });
}
