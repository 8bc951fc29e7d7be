import { Follower, readOnce, type PassOutcome } from '@cap/event-store';
import type { JsonLogger } from '@cap/platform';
import type { CommandBus } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { HaltedReaders } from '../halted-readers';
import type { Role } from '../role';
import { ReactionReader } from './reaction-reader';
import { reactions } from './reactions';
import { resumeParked } from './resume-parked';

const pollMs = 250;
/** Few at a time: the checkpoint's row is locked while their commands run. */
const atOnce = 50;

/** Has done what follows from events. Its checkpoint is never put back: a reaction happens once. */
export class Reactor implements Role {
  readonly wakenedBy = ['cap_log'] as const;
  private readonly follower: Follower;

  constructor(dataSource: DataSource, commands: CommandBus, log: JsonLogger) {
    const reader = new ReactionReader(commands, log, reactions);
    const halted = new HaltedReaders(dataSource, log);
    const pass = async (): Promise<PassOutcome> => {
      if (await resumeParked(dataSource, reader, atOnce)) return 'moved';
      const outcome = await readOnce(dataSource, reader, atOnce);
      await halted.tell(reader.name, outcome);
      return outcome;
    };
    const onError = (error: unknown) => log.warn('The reactions try again.', { role: 'react' }, error);
    this.follower = new Follower(pass, { pollMs, onError });
  }

  start(): void {
    this.follower.start();
  }

  wake(): void {
    this.follower.wake();
  }

  stop(): Promise<void> {
    return this.follower.stop();
  }
}
