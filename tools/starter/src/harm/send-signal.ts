import { childrenOf } from '@cap/local-services';

/**
 * Sends a signal to a program. Standing still and waking reach its children too: a PostgreSQL of which only the first process
 * stands still would serve on over the connections that it has.
 */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  // A parent that stands still has no new children; one that is awake before them could take a silent child for dead.
  if (signal === 'SIGSTOP') process.kill(pid, signal);
  if (signal === 'SIGSTOP' || signal === 'SIGCONT') for (const child of childrenOf(pid)) sendToChild(child, signal);
  if (signal !== 'SIGSTOP') process.kill(pid, signal);
}

function sendToChild(child: number, signal: NodeJS.Signals): void {
  try {
    process.kill(child, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
