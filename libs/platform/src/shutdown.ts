import type { EventEmitter } from 'node:events';

type Close = () => void | Promise<void>;

/** The part of `process` that matters here. */
export type Host = Pick<EventEmitter, 'once' | 'on'> & { readonly connected?: boolean; exit(code: number): void };

/** Real milliseconds that one step may take before the next begins. */
const patienceMs = 8_000;

/**
 * Ends a process in an orderly way: on SIGTERM, on SIGINT and, after `endWithParent`, when its parent is gone. Steps run
 * in reverse order of their registration, each once; a step that fails or takes too long does not hold up the next.
 */
export class Shutdown {
  private readonly steps: { name: string; close: Close }[] = [];
  private ending: Promise<void> | undefined;

  constructor(
    private readonly host: Host,
    private readonly report: (line: string) => void = (line) => console.error(line),
  ) {}

  /** Adds a step. `name` says in the log what would not close. */
  add(name: string, close: Close): void {
    if (this.steps.length === 0)
      for (const signal of ['SIGTERM', 'SIGINT']) this.host.on(signal, () => void this.end());
    this.steps.push({ name, close });
  }

  /** A process that was started with an IPC channel ends when the channel breaks: its parent is gone, however it went. */
  endWithParent(): void {
    if (this.host.connected) this.host.once('disconnect', () => void this.end());
  }

  /** Runs all steps and exits with `exitCode`, or 1 when a step failed. Asking twice is asking once. */
  end(exitCode = 0): Promise<void> {
    this.ending ??= this.run(exitCode);
    return this.ending;
  }

  private async run(exitCode: number): Promise<void> {
    let code = exitCode;
    for (const { name, close } of [...this.steps].reverse()) {
      const failure = await attempt(close);
      if (failure === undefined) continue;
      code = 1;
      this.report(`Could not close ${name}: ${failure}`);
    }
    this.host.exit(code);
  }
}

async function attempt(close: Close): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`it took more than ${patienceMs} ms.`), patienceMs);
  });
  try {
    return await Promise.race([Promise.resolve(close()).then(() => undefined), tooLong]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

const ofThisProcess = new Shutdown(process);

/** Runs `close` when this process is asked to end; what was added last closes first. */
export const onShutdown = (name: string, close: Close): void => ofThisProcess.add(name, close);

/** Lets this process end when the process that started it with an IPC channel is gone. */
export const endWithParent = (): void => ofThisProcess.endWithParent();

/** Ends this process now, in the same orderly way; with another exit code than 0 when it could not do its work. */
export const shutDown = (exitCode = 0): Promise<void> => ofThisProcess.end(exitCode);
