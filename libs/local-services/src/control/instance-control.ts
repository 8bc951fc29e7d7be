import type { LinkFigures, Weather } from '../proxy/tcp-proxy';
import type { Caller } from './calls';

/** One process of an instance, as the starter knows it. */
export interface ProcessStatus {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'waiting' | 'stopped';
  /** Of the running process. */
  readonly pid: number | undefined;
  readonly restarts: number;
}

export interface InstanceAddresses {
  /** The superuser's, straight to the server. */
  readonly databaseUrl: string;
  /** Straight to the broker. */
  readonly brokers: string;
  /** Whether the database is on a file system that can be made full. */
  readonly smallDisk: boolean;
}

/** What a starter with `--control` does to its own instance when it is asked: the harm of a fault plan. */
export interface InstanceControl {
  addresses(): Promise<InstanceAddresses>;
  processes(): Promise<ProcessStatus[]>;
  signal(asked: { readonly name: string; readonly signal: NodeJS.Signals }): Promise<void>;
  /** In good order; it stays down. */
  end(asked: { readonly name: string }): Promise<void>;
  /** Starts again what was ended; whether it runs, `processes` says. */
  start(asked: { readonly name: string }): Promise<void>;
  /** The links, by name: one from each program to the database, and one from the programs to the broker. */
  links(): Promise<Readonly<Record<string, LinkFigures>>>;
  weather(asked: { readonly link: string; readonly weather: Weather }): Promise<void>;
  /** Leaves the database this many bytes of disk; null gives it back all it had. */
  disk(asked: { readonly room: number | null }): Promise<void>;
}

const names = {
  addresses: true,
  processes: true,
  signal: true,
  end: true,
  start: true,
  links: true,
  weather: true,
  disk: true,
} satisfies Record<keyof InstanceControl, true>;

/** The control of an instance in another process. */
export const controlOver = (caller: Caller): InstanceControl =>
  Object.fromEntries(
    Object.keys(names).map((name) => [name, (argument?: unknown) => caller.call(name, argument)]),
  ) as unknown as InstanceControl;
