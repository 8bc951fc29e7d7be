import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDevelopmentKeys, TokenIssuer, type Actor } from '@cap/access';
import { freePort } from '@cap/local-services';
import { createMasterKeyFile } from '@cap/platform';

const readyWithinMs = 30_000;
const hour = 3600;

/** A process of ours, or one of the programs; it ends with us. */
export interface Program {
  readonly process: ChildProcess;
  /** Ends it in good order. */
  stop(): Promise<void>;
}

/** Starts a compiled script, with an IPC channel. What it writes is shown when it ends by itself. */
export function start(script: string, env: NodeJS.ProcessEnv = {}): Program {
  const child = fork(script, { env: { ...process.env, ...env }, silent: true });
  let written = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (text) => (written = `${written}${text}`.slice(-4000)));
  let stopping = false;
  const ended = once(child, 'exit').then(() => {
    if (!stopping) process.stderr.write(`${script} ended. The last of what it wrote:\n${written}\n`);
  });
  return {
    process: child,
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A program of the repository by its name, as the starter starts it. */
export const startApp = (name: string, env: NodeJS.ProcessEnv): Program =>
  start(join(__dirname, '../../../../apps', name, 'dist/main.js'), env);

/** One of our own scripts, beside `main.js`: `script` without its ending. */
export const startHelper = (script: string, env: NodeJS.ProcessEnv = {}): Program =>
  start(join(__dirname, '..', `${script}.js`), env);

/** The next message of a process. Rejects when it ends instead. */
export async function nextMessage<Message>({ process: child }: Program): Promise<Message> {
  const over = new AbortController();
  const ended = once(child, 'exit', { signal: over.signal }).then(() => {
    throw new Error('A process of the benchmark ended before it answered.');
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal: over.signal }), ended])) as [Message];
    return message;
  } finally {
    over.abort();
  }
}

/** Sends a message and waits for the answer. */
export async function ask<Answer>(program: Program, message: object): Promise<Answer> {
  const answer = nextMessage<Answer>(program);
  program.process.send(message);
  return answer;
}

/** What the front door and the worker need beside a database: keys of their own. */
export interface Keys {
  readonly env: NodeJS.ProcessEnv;
  tokenFor(actor: Actor): Promise<string>;
}

export async function makeKeys(directory: string): Promise<Keys> {
  const masterKey = join(directory, 'master-key');
  createMasterKeyFile(masterKey);
  const { privateKeyFile, jwksFile } = await createDevelopmentKeys(join(directory, 'tokens'));
  const issuer = await TokenIssuer.fromFile(privateKeyFile, 'cap-bench');
  return {
    env: { CAP_MASTER_KEY_FILE: masterKey, CAP_TOKEN_JWKS_FILE: jwksFile, CAP_TOKEN_ISSUER: 'cap-bench' },
    tokenFor: (actor) => issuer.issue(actor, hour),
  };
}

/** Starts an API process and waits until it is ready. */
export async function startApi(env: NodeJS.ProcessEnv): Promise<Program & { readonly address: string }> {
  const port = await freePort();
  const api = startApp('cap-api', { ...env, CAP_API_PORT: String(port), CAP_MODE: 'embedded' });
  const address = `http://127.0.0.1:${port}`;
  await untilSo('the API is ready', async () => (await fetch(`${address}/health/ready`)).ok);
  return { ...api, address };
}

/** Waits until something is so; what throws is not so yet. Throws an `Error` with the label when it takes too long. */
export async function untilSo(label: string, isSo: () => Promise<boolean>, everyMs = 20): Promise<void> {
  for (const end = Date.now() + readyWithinMs; ; await pause(everyMs)) {
    if (await isSo().catch(() => false)) return;
    if (Date.now() > end) throw new Error(`Not within ${readyWithinMs} ms: ${label}.`);
  }
}
