import { isTypeScript, type Check } from '../source-file';

const ofLibrary = /^libs\/[^/]+\/src\/index\.ts$/;

/** One index.ts a library, that names what it exports: a reader sees there what the library offers. */
export const indexFiles: Check = (files) =>
  files.filter(isTypeScript).flatMap(({ path, text }) => {
    if (!path.endsWith('/index.ts'))
      return exportsAll(text) ? [`${path}: "export *" hides what is exported. Name it.`] : [];
    if (!ofLibrary.test(path)) return [`${path}: an index.ts stands only in libs/<name>/src. Import the file itself.`];
    if (exportsAll(text)) return [`${path}: "export *" hides what the library offers. Name each export.`];
    return declares(text)
      ? [`${path} declares something itself. Declare it in a file of its own, and export it here.`]
      : [];
  });

const exportsAll = (text: string): boolean => /^\s*export\s+(type\s+)?\*/m.test(text);
const declares = (text: string): boolean =>
  /^(export\s+)?(default|const|let|function|async|class|interface|enum|abstract|import)\b/m.test(text);
