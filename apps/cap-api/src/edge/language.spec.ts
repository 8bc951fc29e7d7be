import { languageOf } from './language';

describe('the language that is asked for', () => {
  it.each<[string | undefined, string]>([
    [undefined, 'nl'],
    ['', 'nl'],
    ['nl', 'nl'],
    ['en', 'en'],
    ['EN', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
    ['en;q=0.5, nl;q=0.6', 'nl'],
    ['fr, en;q=0.2', 'en'],
    ['fr', 'nl'],
    ['en;q=0', 'nl'],
    ['*', 'nl'],
    [';;;,=', 'nl'],
  ])('%s: %s', (accepted, language) => {
    expect(languageOf({ headers: { 'accept-language': accepted } })).toBe(language);
  });
});
