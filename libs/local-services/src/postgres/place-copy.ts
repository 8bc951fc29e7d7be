import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataHome } from './home';
import { serverUser } from './server-user';

/**
 * Puts a copy of a database where `startEmbeddedPostgres` will start it, with its own user as owner.
 * @param passwordFile holds the superuser's password of the server that was copied.
 * @param directory of a server that never ran.
 */
export function placeCopy(copy: string, passwordFile: string, directory: string): void {
  const onLog = (): void => undefined;
  const user = serverUser(onLog);
  const home = dataHome(resolve(directory), user, onLog);
  const data = join(home, 'data');
  if (existsSync(data))
    throw new Error(`There is a database in ${data} already: restore into a folder that is not there yet.`);
  cpSync(copy, data, { recursive: true });
  if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, data]);
  execFileSync('chmod', ['-R', 'u=rwX,go=', data]);
  copyFileSync(passwordFile, join(directory, 'password'));
  execFileSync('chmod', ['600', join(directory, 'password')]);
}
