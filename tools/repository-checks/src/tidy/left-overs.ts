import { isTest, isTypeScript, placeOf, type Check, type SourceFile } from '../source-file';

interface LeftOver {
  readonly pattern: RegExp;
  readonly words: string;
  readonly where: (file: SourceFile) => boolean;
}

const isCode = (file: SourceFile): boolean => isTypeScript(file) || /\.(mjs|cjs|js|css|html)$/.test(file.path);

// Written in parts, so that this file does not find itself.
const leftOvers: readonly LeftOver[] = [
  {
    pattern: /\b(describe|it|test)(\.each)?\.(only|skip|todo|failing)\b|\b(fit|fdescribe|xit|xtest|xdescribe)\(/g,
    words: 'a test that runs alone, or not at all. Run them all, or remove it.',
    where: isTest,
  },
  {
    pattern: new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`, 'g'),
    words: 'work that is not done. Do it, or make an issue of it.',
    where: isCode,
  },
  {
    pattern: new RegExp(`eslint-dis${'able'}|@ts-(ignore|expect-error|nocheck)`, 'g'),
    words: 'a check that is turned off. Repair what it finds.',
    where: isTypeScript,
  },
];

/** What somebody left behind while working. */
export const noLeftOvers: Check = (files) =>
  files.flatMap((file) =>
    leftOvers
      .filter(({ where }) => where(file))
      .flatMap(({ pattern, words }) =>
        [...file.text.matchAll(pattern)].map((found) => `${placeOf(file, found.index)} "${found[0]}": ${words}`),
      ),
  );
