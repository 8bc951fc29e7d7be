import { join } from 'node:path';
import * as ts from 'typescript';

const root = join(__dirname, '../../..');

/** The messages of the compiler about each file, as they stand or with another text. No file is written. */
export function compile(files: readonly string[], replaced: ReadonlyMap<string, string>): string[][] {
  const config = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config as {
    compilerOptions: object;
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const lean: ts.CompilerOptions = { ...options, composite: false, noEmit: true, types: [] };
  const host = ts.createCompilerHost(lean);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (path) => replaced.has(path) || fileExists(path);
  host.readFile = (path) => replaced.get(path) ?? readFile(path);
  host.getSourceFile = (path, language) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...files], lean, host);
  return files.map((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}
