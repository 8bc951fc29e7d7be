import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { node, root } from './child.mjs';
import { compile } from './compile.mjs';
import { install } from './install.mjs';

/** Rebuilds read models of the database of DATABASE_ADMIN_URL, or of the instance of `npm start`. */
export async function rebuild(args) {
  await install();
  await compile();
  const env = process.env.DATABASE_ADMIN_URL ? {} : ofInstance();
  return node('apps/cap-worker/dist/rebuild-cli.js', args, { env, lifeline: true });
}

/** The address of the database that `npm start` keeps in its folder: the superuser's, who may take the owner's role. */
function ofInstance() {
  const directory = resolve(root, process.env.CAP_DIRECTORY ?? '.cap', 'postgres');
  if (!existsSync(resolve(directory, 'password'))) return {};
  const kept = (name) => readFileSync(resolve(directory, name), 'utf8').trim();
  const address = `127.0.0.1:${kept('port')}/cap`;
  return { DATABASE_ADMIN_URL: `postgres://postgres:${encodeURIComponent(kept('password'))}@${address}` };
}
