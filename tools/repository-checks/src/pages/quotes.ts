import type { Check, SourceFile } from '../source-file';

interface Quote {
  readonly place: string;
  readonly path: string;
  readonly lines: readonly string[];
}

/** A block of code that says which file it quotes: its language, and then the path. */
const block = /^```ts (\S+)\n([\s\S]*?)^```/gm;
const anonymous = /^```ts *$/gm;
/** A remark beside a line, of the page or of the code: it is not what is quoted. */
const withoutRemark = (line: string): string => line.replace(/(?<=\S)\s+\/\/ .*$/, '').trim();

const quotesIn = ({ path, text }: SourceFile): Quote[] =>
  [...text.matchAll(block)].map(([, quoted, code], index) => ({
    place: `${path}, quote ${index + 1}`,
    path: quoted!,
    lines: code!
      .split('\n')
      .map(withoutRemark)
      .filter((line) => line !== '' && line !== '…'),
  }));

/** Pages quote code as it is: each line stands in the file that is named, in this order; `…` stands for what is left out. */
export const quotesHold: Check = (files) => {
  const texts = new Map(files.map(({ path, text }) => [path, text.split('\n').map(withoutRemark)]));
  const pages = files.filter(({ path }) => path.startsWith('docs/') && path.endsWith('.md'));
  return [
    ...pages.flatMap(quotesIn).flatMap((quote) => broken(quote, texts)),
    ...pages
      .filter(({ text }) => anonymous.test(text))
      .map(({ path }) => `${path} quotes TypeScript without saying from which file: write the path after \`\`\`ts.`),
  ];
};

function broken({ place, path, lines }: Quote, texts: ReadonlyMap<string, readonly string[]>): string[] {
  const source = texts.get(path);
  if (!source) return [`${place}: there is no file ${path}.`];
  let from = 0;
  for (const line of lines) {
    const found = source.indexOf(line, from);
    if (found < 0) return [`${place}: ${path} does not have this line (any more, or not in this order): ${line}`];
    from = found + 1;
  }
  return [];
}

const pathInText = /`((?:apps|libs|tools)\/[\w./@-]+)`/g;

/** What a page names is there. */
export const pathsExist: Check = (files) => {
  const paths = files.map(({ path }) => path);
  const isThere = (named: string) =>
    paths.some((path) => path === named || path.startsWith(`${named.replace(/\/$/, '')}/`));
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(pathInText)]
        .map(([, named]) => named!)
        .filter((named) => !named.includes('/dist/') && !isThere(named))
        .map((named) => `${path} names ${named}, which is not there.`),
    );
};
