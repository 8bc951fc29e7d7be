import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textLanguages } from '@cap/contracts';
import { pageIn } from './page-in-language';
import { staticTexts } from './static-texts';

const template = readFileSync(join(__dirname, '../../../cap-web/public/index.html'), 'utf8');
const named = new Set([...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));

describe.each(textLanguages)('the page in %s', (language) => {
  it('says in which language it is, and leads to the other', () => {
    const page = pageIn(template, language);
    const other = language === 'nl' ? 'en' : 'nl';
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(`<a href="/?lang=${other}" lang="${other}" hreflang="${other}">`);
    expect(page).not.toContain('{{');
  });

  it('has every text that it knows, and no other', () => {
    expect(Object.keys(staticTexts[language]).sort()).toEqual([...named].sort());
  });
});

it('keeps no text of its own outside the tables', () => {
  const own = template
    .replace(
      /<script type="importmap">[\s\S]*?<\/script>|<code[\s\S]*?<\/code>|<!doctype html>|<[^>]+>|\{\{\w+\}\}/g,
      ' ',
    )
    .trim();
  expect(own).toBe('');
  for (const [, text] of template.matchAll(/(?:aria-label|content|title|alt)="([^"]*)"/g))
    expect(text).toMatch(/^(\{\{\w+\}\}|width=device-width, initial-scale=1)$/);
});

it('refuses a text that there is not', () => {
  expect(() => pageIn('<p>{{unheardOf}}</p>', 'en')).toThrow('unheardOf');
});
