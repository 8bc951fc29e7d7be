import { join } from 'node:path';
import {
  freePort,
  onDatabase,
  serveCalls,
  type InstanceAddresses,
  type InstanceControl,
  type ProcessStatus,
} from '@cap/local-services';
import type { Program } from '../child';
import type { Options } from '../options';
import type { BrokerAddress, DatabaseAddress } from '../services';
import type { Supervisor } from '../supervisor';
import { brokerLink, Links } from './links';
import { sendSignal } from './send-signal';
import { SmallDisk } from './small-disk';

interface Addresses {
  readonly database: DatabaseAddress;
  readonly broker: BrokerAddress | undefined;
}

/** What a starter can be asked to do to its own instance, on the socket `control` in its directory. */
export class Harm {
  private readonly links = new Links();
  private known: Addresses | undefined;
  private served: { close(): Promise<void> } | undefined;

  private constructor(
    private readonly directory: string,
    private readonly disk: SmallDisk | null,
    /** Where the link to the broker listens: the broker tells it to its clients before the link is there. */
    readonly brokerPort: number,
  ) {}

  /** To be called before the services start. */
  static async prepare({ directory, smallDisk }: Options): Promise<Harm> {
    const disk = smallDisk ? SmallDisk.mount(join(directory, 'postgres')) : null;
    return new Harm(directory, disk, await freePort());
  }

  /** The same programs, each by a link of its own to the database, and by one to the broker. */
  async linked(programs: readonly Program[], addresses: Addresses): Promise<Program[]> {
    this.known = addresses;
    const behind = addresses.broker?.behindProxy;
    if (behind !== undefined) await this.links.open(brokerLink, behind, this.brokerPort);
    const broker = behind === undefined ? {} : { KAFKA_BROKERS: `127.0.0.1:${this.brokerPort}` };
    return Promise.all(
      programs.map(async (program) => {
        const url = new URL(program.env!['DATABASE_URL']!);
        url.port = String(await this.links.open(program.name, Number(url.port)));
        return { ...program, env: { ...program.env, ...broker, DATABASE_URL: url.href } };
      }),
    );
  }

  /** Answers from now on. */
  async serve(programs: Supervisor, services: Supervisor): Promise<void> {
    const all = (): ProcessStatus[] => [...programs.status, ...services.status];
    const ownerOf = (name: string): Supervisor => (services.knows(name) ? services : programs);
    const calls: { [Name in keyof InstanceControl]: (asked: never) => unknown } = {
      addresses: (): InstanceAddresses => ({
        databaseUrl: onDatabase(this.known!.database.adminUrl, 'cap'),
        brokers: this.known!.broker?.brokers ?? '',
        smallDisk: this.disk !== null,
      }),
      processes: all,
      signal: ({ name, signal }: Asked<'signal'>) => sendSignal(pidOf(all(), name), signal),
      end: ({ name }: Asked<'end'>) => ownerOf(name).pause(name),
      start: ({ name }: Asked<'start'>) => ownerOf(name).resume(name),
      links: () => this.links.figures,
      weather: ({ link, weather }: Asked<'weather'>) => this.links.set(link, weather),
      disk: ({ room }: Asked<'disk'>) => this.disk?.leave(room),
    };
    this.served = await serveCalls(join(this.directory, 'control'), calls);
  }

  async close(): Promise<void> {
    await this.served?.close();
    await this.links.close();
    this.disk?.unmount();
  }
}

type Asked<Name extends keyof InstanceControl> = Parameters<InstanceControl[Name]>[0] & object;

function pidOf(all: readonly ProcessStatus[], name: string): number {
  const pid = all.find((one) => one.name === name)?.pid;
  if (pid === undefined) throw new Error(`${name} does not run now.`);
  return pid;
}
