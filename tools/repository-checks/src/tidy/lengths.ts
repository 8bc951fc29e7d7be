import { isTest, isTypeScript, type Check } from '../source-file';

const mostLines = 300;
const mostLinesOfTest = 400;

/** Nobody reads a long file. ESLint counts the lines of functions. */
export const lengths: Check = (files) =>
  files
    .filter((file) => isTypeScript(file) || /\.(mjs|cjs)$/.test(file.path))
    .filter(({ path }) => !path.endsWith('.generated.ts'))
    .flatMap((file) => {
      const lines = file.text.split('\n').length - 1;
      const most = isTest(file) ? mostLinesOfTest : mostLines;
      return lines > most
        ? [`${file.path} has ${lines} lines, at most ${most}: split it by its reasons to be read.`]
        : [];
    });
