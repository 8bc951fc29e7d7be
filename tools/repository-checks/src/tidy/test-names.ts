import * as ts from 'typescript';
import { isTest, type Check, type SourceFile } from '../source-file';

/** Two tests of one name: of a failure nobody knows which it is. */
export const testNamesOnce: Check = (files) =>
  files.filter(isTest).flatMap((file) => {
    const seen = new Set<string>();
    return testNames(file).flatMap((name) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      return [`${file.path} has two tests of the name "${name}". Say in each what it is about.`];
    });
  });

/** Full names of the tests in a file, as Jest puts them together. */
export function testNames({ path, text }: SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node, within: readonly string[]): void => {
    const called = ts.isCallExpression(node) ? calledTest(node) : null;
    if (called?.kind === 'test') names.push([...within, called.name].join(' '));
    const inside = called?.kind === 'group' ? [...within, called.name] : within;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), []);
  return names;
}

/** `describe('x', ...)`, `it('x', ...)`, `it.each(table)('x', ...)`: the last call holds the name. */
function calledTest(call: ts.CallExpression): { kind: 'group' | 'test'; name: string } | null {
  const [title] = call.arguments;
  if (!title || !ts.isStringLiteralLike(title)) return null;
  const [called] = call.expression.getText().split(/[.(`]/);
  if (called === 'describe') return { kind: 'group', name: title.text };
  return called === 'it' || called === 'test' ? { kind: 'test', name: title.text } : null;
}
