import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cache, recipe } from './places';
import { HOW_TO_GET_KAFKA } from './java';

/** The jars of the broker, by full path in a fixed order, fetched by Maven on first use and compared with jars.sha256 each time. */
export const checkedJars = async (onLog: (line: string) => void): Promise<string[]> => {
  const folder = cache('jars');
  if (!existsSync(folder)) await fetchJars(folder, onLog);
  const found = sumsOf(folder);
  if (found === readFileSync(recipe('jars.sha256'), 'utf8')) return namesIn(folder).map((name) => join(folder, name));
  throw new Error(
    `The jars in ${folder} are not those of libs/local-services/kafka/jars.sha256, so they are not run. Remove that folder to ` +
      'fetch them again. If you changed pom.xml, write the new list: `cd` there and `sha256sum *.jar`.',
  );
};

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jar'))
    .sort();

const sumsOf = (folder: string): string =>
  namesIn(folder)
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('');

const fetchJars = async (folder: string, onLog: (line: string) => void): Promise<void> => {
  onLog('fetching Apache Kafka with Maven (45 MB, once)');
  mkdirSync(dirname(folder), { recursive: true });
  const making = mkdtempSync(`${folder}-`);
  try {
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${making}`];
    await promisify(execFile)('mvn', ['-B', '-q', '-C', '-f', recipe('pom.xml'), ...goal]).catch(explain);
    // Another process may have been first; its jars are checked like ours.
    if (!existsSync(folder)) renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
};

const explain = (cause: NodeJS.ErrnoException & { stdout?: string }): never => {
  if (cause.code === 'ENOENT')
    throw new Error(`Maven (mvn) is not installed, and Kafka is fetched with it. ${HOW_TO_GET_KAFKA}`, { cause });
  throw new Error(`Maven could not fetch Kafka:\n${cause.stdout ?? cause.message}\n${HOW_TO_GET_KAFKA}`, { cause });
};
