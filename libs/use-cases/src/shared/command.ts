import { Command } from '@nestjs/cqrs';
import type { CommandId, Refusal } from '@cap/contracts';
import type { Carried, CommandActor, CommandEnvelope } from '@cap/event-store';

/** Who gives a command, under which id, and which version of the thing it was decided on, if that was said. */
export interface Given {
  readonly actor: CommandActor;
  readonly commandId: CommandId;
  /** From `If-Match`: the command is only carried out on this version. */
  readonly expectedVersion?: number | undefined;
}

/** What a command comes to: an answer, or a refusal that changed nothing. */
export type Outcome<Answer> = Carried<Answer> | Refusal;

/** A command of the CAP: what is asked (`content`), by whom. */
export abstract class CapCommand<Content extends object, Answer> extends Command<Outcome<Answer>> {
  constructor(
    readonly given: Given,
    readonly content: Content,
  ) {
    super();
  }

  /** The content says which command it is: one id for two kinds of commands is a mistake, not a repeat. */
  get envelope(): CommandEnvelope {
    const content = { command: this.constructor.name, ...this.content };
    return { actor: this.given.actor, commandId: this.given.commandId, content };
  }
}
