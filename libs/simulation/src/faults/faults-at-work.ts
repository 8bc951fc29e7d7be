import { setTimeout as pause } from 'node:timers/promises';
import type { InstanceControl } from '@cap/local-services';
import { strikes } from './kinds/all';
import { BrokerLook } from './look/broker-look';
import { DatabaseLook } from './look/database-look';
import { Processes } from './look/processes';
import type { Fault, Plan } from './plan/fault';
import type { FaultMeans, OutageDemand, Scene } from './scene';
import { NotTried } from './until';

export interface FaultSettings {
  readonly plan: Plan;
  readonly control: InstanceControl;
  readonly demand: OutageDemand;
  readonly say: (line: string) => void;
}

/** Does the faults of a plan while a play goes on, one after the other, and records of each what effect it had. */
export class FaultsAtWork {
  private readonly resting: (() => Promise<void>)[] = [];
  private next = 0;
  private dueAt = 0;
  private running: Promise<void> | undefined;

  private constructor(
    private readonly settings: FaultSettings,
    private readonly means: Omit<FaultMeans, keyof Scene | 'atRest'>,
    private readonly scene: Scene,
  ) {
    this.plan(scene.world.now);
  }

  static async open(settings: FaultSettings, scene: Scene): Promise<FaultsAtWork> {
    const { control, demand } = settings;
    const { databaseUrl, brokers } = await control.addresses();
    const broker = await BrokerLook.connect(brokers.split(','));
    const means = {
      control,
      demand,
      broker,
      processes: new Processes(control),
      database: new DatabaseLook(databaseUrl),
    };
    return new FaultsAtWork(settings, means, scene);
  }

  /** Whether each fault has been. */
  get done(): boolean {
    return this.next === this.settings.plan.length && this.running === undefined;
  }

  /** To be called between two instants of the play, when nothing is under way. */
  async atInstant(): Promise<void> {
    for (const work of this.resting.splice(0)) await work();
    const fault = this.settings.plan[this.next];
    if (fault === undefined || this.running || this.scene.world.now < this.dueAt) return;
    this.next++;
    this.running = this.strike(fault).finally(() => {
      this.running = undefined;
      this.plan(this.scene.world.now);
    });
  }

  /** Waits for the fault that is under way, when the play has ended. */
  async finish(): Promise<void> {
    for (; this.running; await pause(20)) for (const work of this.resting.splice(0)) await work();
    await this.means.broker.close();
  }

  private plan(from: number): void {
    this.dueAt = from + (this.settings.plan[this.next]?.after ?? 0);
  }

  private async strike(fault: Fault): Promise<void> {
    const { strike, words } = strikes[fault.kind];
    const { say } = this.settings;
    say(`storing  ${words}`);
    try {
      const effect = await strike(fault, { ...this.means, ...this.scene, atRest: (work) => this.atRest(work) });
      say(`         gezien: ${effect}`);
      this.record(fault, effect, null);
    } catch (error) {
      const why = causesOf(error);
      say(`         ${error instanceof NotTried ? 'niet geprobeerd' : 'ZONDER GEVOLG'}: ${why}`);
      this.record(fault, error instanceof NotTried ? null : 0, why);
    }
  }

  private atRest<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.resting.push(() => work().then(resolve, reject));
    });
  }

  private record({ kind }: Fault, effect: number | null, why: string | null): void {
    const { world } = this.scene;
    world.record({ kind: 'fault', at: world.at, fault: kind, effect, why });
  }
}

function causesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${causesOf(error.cause)})`;
}
