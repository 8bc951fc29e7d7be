import { textLanguages, type TextLanguage } from '../language';
import { refusals, refuse, type RefusalCode } from '../refusals';
import { edgeProblemTexts } from './edge-problem-texts';
import { edgeProblems, type EdgeProblemCode } from './edge-problems';
import { fieldWords } from './field-words';
import { inWords, type ProblemWords } from './problem-text';
import { refusalInWords } from './refusal-texts';
import { warningInWords } from './report-warning';

const refusalCodes = Object.keys(refusals) as RefusalCode[];
const edgeCodes = Object.keys(edgeProblems) as EdgeProblemCode[];

/** The first words of what to do: a new one is added here when it is what somebody can do. */
const whatToDo: Readonly<Record<TextLanguage, RegExp>> = {
  nl: /^(Beëindig|Begin|Bevestig|Controleer|Dien|Geef|Gebruik|Haal|Kies|Laat|Leg|Maak|Meld|Neem|Plan|Probeer|Registreer|Schrijf|Stuur|Verbeter|Verdeel|Vergelijk|Vraag|Vul|Wacht) /,
  en: /^(Ask|Begin|Check|Choose|Compare|Confirm|Contact|Correct|Divide|End|Fill|Give|Have|Leave|Make|Plan|Read|Record|Refer|Register|Report|Send|Sign|Submit|Try|Use|Wait|Write) /,
};

/** A value for whatever a text names. */
const anyValues = new Proxy({}, { get: () => 3 });

const all = (language: TextLanguage): [string, ProblemWords][] => [
  ...refusalCodes.map((code): [string, ProblemWords] => [
    code,
    refusalInWords({ ...refuse(code), values: anyValues }, language),
  ]),
  ...edgeCodes.map((code): [string, ProblemWords] => [
    code,
    inWords(edgeProblemTexts[language][code], anyValues, language),
  ]),
];

describe.each(textLanguages)('every problem in %s', (language) => {
  it.each(all(language))('%s begins with what to do, and ends with a full stop', (_, { title, detail, todo }) => {
    expect(todo).toMatch(whatToDo[language]);
    expect(detail.startsWith(`${todo} `)).toBe(true);
    expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
    for (const text of [todo, detail]) expect(text).toMatch(/[^.]\.$/);
    expect(detail).not.toMatch(/undefined|NaN|\[object| {2}/);
  });

  it.each(refusalCodes)('%s names its rule at the end', (code) => {
    const { detail } = refusalInWords({ ...refuse(code), values: anyValues }, language);
    expect(detail.split('. ').at(-1)).toContain(` ${refusals[code]}.`);
  });

  it('a warning begins with what to do, and names its rule at the end', () => {
    const text = warningInWords({ inOperation: 9, ceiling: 8 }, language);
    expect(text).toMatch(whatToDo[language]);
    expect(text).toMatch(/ 9 .* 8.* CPY-2\.$/);
  });

  it.each(Object.entries(fieldWords[language]))('of a field: %s', (_, text) => {
    expect(text).toMatch(whatToDo[language]);
    expect(text).toMatch(/\.$/);
  });
});

it('no problem is told in the other language', () => {
  const words = (language: TextLanguage) => all(language).map(([, { title, detail }]) => `${title} ${detail}`);
  for (const text of words('nl')) expect(text).toMatch(/\b(de|het|een|deze|dit|er|uw|u|is|niet)\b/i);
  for (const text of words('nl')) expect(text).not.toMatch(/\b(the|your|you|there|and)\b/i);
  for (const text of words('en')) expect(text).toMatch(/\b(the|a|this|your|you|is|not|there)\b/i);
  for (const text of words('en')) expect(text).not.toMatch(/\b(het|een|deze|dit|niet|wordt)\b/i);
});
