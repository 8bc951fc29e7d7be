import { randomUUID } from 'node:crypto';
import { asId, asInstant, type CommandId, type Id } from '@cap/contracts';
import type { EventsOf, StreamType } from '@cap/events';
import { createDataSource, readLog, readOnce, UnitOfWork } from '@cap/event-store';
import type { DataSource } from 'typeorm';
import type { ReadModel } from '../read-model';
import { readModelEntities } from '../read-models';

export const newId = <T extends Id<string>>(): T => asId<T>(randomUUID());

/** For specs: events that happen one after another, and a read model that follows them. */
export class LogStory {
  private readonly versions = new Map<string, number>();

  private constructor(readonly dataSource: DataSource) {}

  static async begin(url: string): Promise<LogStory> {
    return new LogStory(await createDataSource({ url, entities: readModelEntities }).initialize());
  }

  end(): Promise<void> {
    return this.dataSource.destroy();
  }

  /** Appends to a stream, at a moment. */
  async happens<S extends StreamType>(type: S, id: string, at: string, ...events: EventsOf[S][]): Promise<number> {
    const actor = { actorId: 'desk-1', role: 'desk', organisationId: null } as const;
    const work = new UnitOfWork(this.dataSource.manager, asInstant(at), actor, newId<CommandId>());
    const version = await work.append(type, id, this.versions.get(id) ?? 0, events);
    this.versions.set(id, version);
    return version;
  }

  /** Follows the log to its end; fails when an event cannot be applied. */
  async follow(model: ReadModel, limit?: number): Promise<void> {
    for (;;) {
      const outcome = await readOnce(this.dataSource, model, limit);
      if (outcome === 'halted') throw new Error(`${model.name} halted`);
      if (outcome === 'level') return;
    }
  }

  /** Applies the whole log once more to what is there, as after a checkpoint that was put back. */
  async replay(model: ReadModel): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      for (const event of await readLog(tx, 0, 10_000)) await model.apply(tx, [event]);
    });
  }
}
