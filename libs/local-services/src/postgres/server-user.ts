import { execFileSync, spawnSync } from 'node:child_process';

/** Who runs the server; `undefined` is: whoever we are. */
export type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

const idOf = (flag: '-u' | '-g'): number | undefined => {
  const answer = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
};

/** PostgreSQL refuses to run as root. Then it runs as the system's user `postgres`, which is made when there is none. */
export const serverUser = (onLog: (line: string) => void): ServerUser => {
  if (process.getuid?.() !== 0) return undefined;
  if (idOf('-u') === undefined) createUser(onLog);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid === undefined || gid === undefined)
    throw new Error('The user postgres was made but cannot be found; see `id postgres`.');
  return { uid, gid };
};

const createUser = (onLog: (line: string) => void): void => {
  onLog('root may not run PostgreSQL: making the system user postgres');
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'], {
      stdio: 'pipe',
    });
  } catch (cause) {
    throw new Error(
      'PostgreSQL does not run as root, and the user postgres could not be made. Run `useradd --system postgres` yourself, ' +
        'or run this as an ordinary user, or name a server of your own in DATABASE_URL and DATABASE_ADMIN_URL.',
      { cause },
    );
  }
};

/** Whether the server's user can read and enter this directory: all folders above it count. */
export const canEnter = (user: ServerUser, directory: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', directory], { ...(user ?? {}), cwd: '/' }).status === 0;
