import { languageOf, textLanguages } from './language';
import { refusalTexts } from './refusal-texts';
import { refusals, type RefusalCode } from './refusals';

describe('the language that is asked for', () => {
  it.each<[string | undefined, string]>([
    [undefined, 'nl'],
    ['', 'nl'],
    ['nl', 'nl'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
    ['en;q=0.5, nl;q=0.6', 'nl'],
    ['fr, en;q=0.2', 'en'],
    ['fr', 'nl'],
    ['en;q=0', 'nl'],
    ['*', 'nl'],
    [';;;,=', 'nl'],
  ])('%s: %s', (accepted, language) => expect(languageOf(accepted)).toBe(language));
});

it.each(textLanguages)('each refusal says in full sentences what to do: %s', (language) => {
  for (const code of Object.keys(refusals) as RefusalCode[]) {
    const { title, todo } = refusalTexts[language][code];
    expect([code, title]).toEqual([code, expect.stringMatching(/^\p{Lu}.*[^.]$/u)]);
    expect([code, todo]).toEqual([code, expect.stringMatching(/^\p{Lu}.*[.?]$/u)]);
  }
});

it('no refusal is told in the wrong language', () => {
  const words = (language: (typeof textLanguages)[number]) =>
    Object.values(refusalTexts[language]).map(({ title, todo }) => `${title} ${todo}`);
  for (const text of words('nl')) expect(text).toMatch(/\b(de|het|een|deze|dit|er|uw|u|is|kies|niet|al|verbeter)\b/i);
  for (const text of words('en')) expect(text).toMatch(/\b(the|a|this|your|you|is|not|there)\b/i);
});
