import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { OWNER, asRole, derivedPasswords, type InstanceControl } from '@cap/local-services';
import { BrokerLook } from '../faults/look/broker-look';
import { DatabaseLook } from '../faults/look/database-look';
import { Processes } from '../faults/look/processes';
import { until } from '../faults/until';
import type { World } from '../players/world';
import { days, minutes } from '../players/business-hours';
import type { Disturbance } from '../run/simulation';
import { environmentOf, type NewPrograms } from './new-programs';

const run = promisify(execFile);
const migrateCli = resolve(__dirname, '../../../event-store/dist/migrate-cli.js');

/**
 * Workers before front doors: an older worker halts at an event of a newer shape, which only a newer front door or worker
 * writes (docs/event-shapes.md).
 */
export const takeOverOrder = [
  'cap-worker-1',
  'cap-worker-2',
  'availability-worker-1',
  'availability-worker-2',
  'cap-api-1',
  'cap-api-2',
] as const;

export interface UpgradeSettings {
  readonly control: InstanceControl;
  readonly programs: NewPrograms;
  /** Days of the play that the old version serves alone, and those that the new one does. */
  readonly daysBefore: number;
  readonly daysAfter: number;
  readonly say: (line: string) => void;
}

/** Business time that passes between two steps, so that each mixture of versions does work. */
const betweenSteps = minutes(120);
/** The play is slow when many act at once. */
const playPatienceMs = 180_000;
/** How many the auditor has at least: docs/decisions/0017. */
const auditorChecks = 10;
/** After this the old one is ended by force, which is no taking over in good order. */
const stopsWithinMs = 9_500;

/** Migrates beside the old version that serves, then replaces its programs one at a time, while the play goes on. */
export class RollingUpgrade implements Disturbance {
  private readonly begins: number;
  private running: Promise<void> | undefined;
  private failure: unknown;
  private newAloneSince: number | undefined;

  private constructor(
    private readonly settings: UpgradeSettings,
    private readonly world: World,
    private readonly databaseUrl: string,
    private readonly broker: BrokerLook,
  ) {
    this.begins = world.now + days(settings.daysBefore);
  }

  static async open(settings: UpgradeSettings, world: World): Promise<RollingUpgrade> {
    const { databaseUrl, brokers } = await settings.control.addresses();
    return new RollingUpgrade(settings, world, databaseUrl, await BrokerLook.connect(brokers.split(',')));
  }

  /** Whether the new version has served alone for as long as it should. Always, once something went wrong. */
  get done(): boolean {
    if (this.failure !== undefined) return true;
    return this.newAloneSince !== undefined && this.world.now >= this.newAloneSince + days(this.settings.daysAfter);
  }

  async atInstant(): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    this.settings.programs.ensureAllRun();
    if (this.running || this.world.now < this.begins) return;
    this.running = this.upgrade().catch((error: unknown) => void (this.failure = error));
  }

  async finish(): Promise<void> {
    await this.running;
    await this.broker.close();
    if (this.failure !== undefined) throw this.failure;
    this.settings.programs.ensureAllRun();
    const left = await this.stillOld();
    if (left.length > 0) throw new Error(`Programs of version n still run: ${left.join(', ')}.`);
    await this.askAuditor();
  }

  /** The auditor of the new version looked at what both versions wrote. Its checks each end a round in seconds. */
  private async askAuditor(): Promise<void> {
    const look = new DatabaseLook(this.databaseUrl);
    const ended = await until('each check of the new auditor ends a round', async () => {
      const checks = await look.rows<{ rounds: number }>('select rounds::integer from audit_round');
      return checks.length >= auditorChecks && checks.map(({ rounds }) => rounds);
    });
    const open = await look.rows<{ check_name: string; what: string; subject: string }>(
      'select check_name, what, subject from invariant_violation where resolved_at is null',
    );
    const found = open.map(({ check_name, what, subject }) => `${check_name}: ${what} ${subject}`);
    if (found.length > 0) throw new Error(`The auditor of version n+1 found: ${found.slice(0, 10).join('; ')}.`);
    this.settings.say(`de rol audit van n+1 ging ten minste ${Math.min(...ended)} keer rond en vond niets`);
  }

  private async upgrade(): Promise<void> {
    const { say } = this.settings;
    await this.migrate();
    for (const name of takeOverOrder) {
      await this.playGoesOn();
      await this.takeOver(name);
    }
    this.newAloneSince = this.world.now;
    say('versie n+1 werkt alleen');
  }

  private async migrate(): Promise<void> {
    const { databaseUrl } = this;
    const owner = asRole(databaseUrl, OWNER, derivedPasswords(databaseUrl).owner);
    const start = performance.now();
    const env = { ...process.env, DATABASE_ADMIN_URL: owner };
    const { stdout } = await run(process.execPath, [migrateCli], { env });
    const ms = Math.round(performance.now() - start);
    this.settings.say(`migraties van n+1 naast versie n, die werkt: ${stdout.trim()} (${ms} ms)`);
  }

  private async takeOver(name: string): Promise<void> {
    const { control, programs, say } = this.settings;
    const look = new DatabaseLook(this.databaseUrl);
    const env = await environmentOf(await new Processes(control).pidOf(name));
    const members = name.startsWith('availability-worker') ? (await this.broker.group()).members : [];
    const before = await look.now();
    const start = performance.now();
    await control.end({ name });
    const stopped = Math.round(performance.now() - start);
    if (stopped > stopsWithinMs) throw new Error(`${name} of version n did not end in good order (${stopped} ms).`);
    const pid = await programs.start(name, env);
    await until(`${name} of version n+1 is at work`, () => {
      programs.ensureAllRun();
      if (name.startsWith('cap-api')) return isReady(env['CAP_API_PORT']!);
      if (name.startsWith('cap-worker')) return look.hasSeen(pid, before);
      return this.hasJoined(members);
    });
    const whole = Math.round(performance.now() - start);
    say(`${name}: versie n gestopt in ${stopped} ms, versie n+1 aan het werk na ${whole} ms`);
  }

  private async hasJoined(before: readonly string[]): Promise<boolean> {
    const { state, members } = await this.broker.group();
    return state === 'Stable' && members.length === 2 && members.some((member) => !before.includes(member));
  }

  private async playGoesOn(): Promise<void> {
    const due = this.world.now + betweenSteps;
    await until('the play goes on', () => this.world.now >= due, playPatienceMs);
  }

  private async stillOld(): Promise<string[]> {
    const known: readonly string[] = takeOverOrder;
    const all = await this.settings.control.processes();
    return all.filter(({ name, state }) => known.includes(name) && state !== 'stopped').map(({ name }) => name);
  }
}

async function isReady(port: string): Promise<boolean> {
  const { ok } = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2000) });
  return ok;
}
