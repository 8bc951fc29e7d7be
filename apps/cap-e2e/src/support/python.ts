import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';

const root = join(__dirname, '../../../..');
const folder = join(root, '.cache/python-provider');

/** A Python of its own with what the example needs, kept in `.cache`. Throws an `Error` that says what to install. */
export async function pythonFor(example: string): Promise<string> {
  const requirements = join(example, 'requirements.txt');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(folder, '.installed-from');
  const python = join(folder, 'bin/python');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  rmSync(folder, { recursive: true, force: true });
  await must('python3', ['-m', 'venv', folder], 'Install Python 3 with venv (Debian: python3-venv).');
  await must(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], 'The Python registry must be reachable.');
  writeFileSync(stamp, wanted);
  return python;
}

async function must(command: string, args: readonly string[], otherwise: string): Promise<void> {
  const { code, said, complained } = await runProgram(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed. ${otherwise}\n${said}${complained}`);
}
