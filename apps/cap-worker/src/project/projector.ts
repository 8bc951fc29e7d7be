import { Follower, readOnce, resumeHalted, type LogReader, type PassOutcome, type Wakeup } from '@cap/event-store';
import type { RecordedEvent } from '@cap/events';
import { tellTraces, type JsonLogger } from '@cap/platform';
import type { ReadModel } from '@cap/read-models';
import type { DataSource } from 'typeorm';
import { HaltedReaders } from '../halted-readers';
import type { Role } from '../role';

const pollMs = 250;

type Model = Pick<ReadModel, 'name' | 'feed' | 'apply'>;

/** Folds the log into the read models, each at its own pace: one that halts holds up no other. */
export class Projector implements Role {
  readonly wakenedBy = ['cap_log'] as const;
  private readonly followers: readonly Follower[];
  private readonly halted: HaltedReaders;
  /** A model that halted is tried again once by each process that starts. */
  private readonly resumed = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly wakeup: Pick<Wakeup, 'touch'>,
    log: JsonLogger,
    models: readonly Model[],
  ) {
    this.halted = new HaltedReaders(dataSource, log);
    this.followers = models.map((model) => {
      const onError = (error: unknown) => log.warn('A read model tries again.', { reader: model.name }, error);
      return new Follower(() => this.pass(model), { pollMs, onError });
    });
  }

  start(): void {
    for (const follower of this.followers) follower.start();
  }

  wake(): void {
    for (const follower of this.followers) follower.wake();
  }

  async stop(): Promise<void> {
    await Promise.all(this.followers.map((follower) => follower.stop()));
  }

  private async pass(model: Model): Promise<PassOutcome> {
    if (!this.resumed.has(model.name)) {
      await resumeHalted(this.dataSource, model.name);
      this.resumed.add(model.name);
    }
    const outcome = await this.read(model);
    if (outcome === 'moved' && model.feed !== null) this.wakeup.touch('cap_feed');
    await this.halted.tell(model.name, outcome);
    return outcome;
  }

  /** In each trace that wrote an event of this pass: when this model had it. */
  private async read(model: Model): Promise<PassOutcome> {
    const { name } = model;
    const since = Date.now();
    let seen: readonly RecordedEvent[] = [];
    const reader: LogReader = { name, apply: (tx, events) => model.apply(tx, (seen = events)) };
    const outcome = await readOnce(this.dataSource, reader);
    const written = () => seen.map(({ metadata }) => metadata.traceparent);
    if (outcome === 'moved') tellTraces(['project', name], { fields: { 'cap.reader': name } }, since, written);
    return outcome;
  }
}
