import { createHmac } from 'node:crypto';
import { isRefusal, type CommandId, type Instant, type Refusal } from '@cap/contracts';
import { figures, inSpan, type SpanFields, type SubKey } from '@cap/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { isRetryable, isTransient } from './transient';
import { UnitOfWork, type CommandActor, type Written } from './unit-of-work';
import type { Wakeup } from './wakeup';

export interface CommandEnvelope {
  readonly actor: CommandActor;
  /** Made by the client: the same id and content do one thing. */
  readonly commandId: CommandId;
  /** What the command says; kept only as one HMAC a field. */
  readonly content: object;
}

/** What a command answered, the first time and each time after. */
export interface Carried<A> {
  readonly answer: A;
  readonly written: readonly Written[];
  /** Whether the answer is that of an earlier command with the same id. */
  readonly repeated: boolean;
}

/** The same command id came with other content. Nothing was done. */
export class CommandIdReused extends Error {
  constructor(readonly fields: readonly string[]) {
    super(`The command id was used before with other content: ${fields.join(', ')}.`);
  }
}

/** The stored answer: the caller's, and what was written. */
interface Stored<A> {
  answer: A;
  written: Written[];
}

interface Begun {
  is_new: boolean;
  field_hmacs: Record<string, string>;
  answer: Stored<unknown> | null;
  at: Instant;
}

const attempts = 10;

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.refused);
  }
}

/** Carries out commands, each in one transaction. */
export class CommandRunner {
  constructor(
    private readonly dataSource: DataSource,
    private readonly wakeup: Wakeup,
    private readonly hmacKey: SubKey,
  ) {}

  /**
   * Runs `decide` once per command id. A refusal rolls everything back and is not remembered. A repeat waits for the
   * first and gets its answer. When another command was first on the same stream, it is decided anew; also when it
   * failed on what that one had changed meanwhile, such as a claim, before it came to its own append.
   * Throws `CommandIdReused` when the id came before with other content, and an error for which `isTransient` holds when the
   * database is away or a limit was reached: all was done or nothing, and the same command given again tells which.
   */
  run<A extends object>(
    envelope: CommandEnvelope,
    decide: (work: UnitOfWork) => Promise<A | Refusal>,
  ): Promise<Carried<A> | Refusal> {
    return timed(envelope, () => this.carryOut(envelope, decide));
  }

  private async carryOut<A extends object>(
    envelope: CommandEnvelope,
    decide: (work: UnitOfWork) => Promise<A | Refusal>,
  ): Promise<Carried<A> | Refusal> {
    const hmacs = this.fieldHmacs(envelope.content);
    for (let attempt = 1; ; attempt++) {
      let begun: UnitOfWork | undefined;
      const decideOnce = (work: UnitOfWork) => decide((begun = work));
      try {
        const carried = await this.dataSource.transaction((manager) => this.once(manager, envelope, hmacs, decideOnce));
        this.wakeup.touch('cap_log');
        this.wakeup.touch('cap_units');
        return carried;
      } catch (error) {
        if (error instanceof Refused) return error.refusal;
        if (attempt >= attempts || !(isRetryable(error) || (await this.isOutdated(begun, error)))) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * attempt));
      }
    }
  }

  /** Where the database itself failed nothing is asked of it. */
  private async isOutdated(begun: UnitOfWork | undefined, error: unknown): Promise<boolean> {
    return begun !== undefined && !isTransient(error) && begun.isOutdated(this.dataSource.manager);
  }

  private async once<A extends object>(
    manager: EntityManager,
    { actor, commandId }: CommandEnvelope,
    hmacs: Record<string, string>,
    decide: (work: UnitOfWork) => Promise<A | Refusal>,
  ): Promise<Carried<A>> {
    const [begun] = await manager.query<Begun[]>('select * from begin_command($1, $2, $3)', [
      actor.actorId,
      commandId,
      JSON.stringify(hmacs),
    ]);
    if (!begun!.is_new) return repeatedAnswer<A>(begun!, hmacs);
    const work = new UnitOfWork(manager, begun!.at, actor, commandId);
    const answer = await decide(work);
    if (isRefusal(answer)) throw new Refused(answer);
    await manager.query('update command set answer = $3 where actor_id = $1 and command_id = $2', [
      actor.actorId,
      commandId,
      JSON.stringify({ answer, written: work.written } satisfies Stored<A>),
    ]);
    return { answer, written: work.written, repeated: false };
  }

  private fieldHmacs(content: object): Record<string, string> {
    return Object.fromEntries(
      Object.entries(content)
        .filter(([, value]) => value !== undefined)
        .map(([field, value]) => [
          field,
          createHmac('sha256', this.hmacKey)
            .update(field)
            .update('\0')
            .update(canonical(value))
            .digest('base64url')
            .slice(0, 22),
        ]),
    );
  }
}

/** Counts how long a command took and what became of it, and tells its trace. */
async function timed<A extends object>(
  { content }: CommandEnvelope,
  run: () => Promise<Carried<A> | Refusal>,
): Promise<Carried<A> | Refusal> {
  const { command = 'unnamed' } = content as { command?: string };
  const end = figures.commandSeconds.startTimer({ command });
  return inSpan(['command', command], { fields: { 'cap.command': command } }, async (span) => {
    try {
      const carried = await run();
      end({ outcome: isRefusal(carried) ? carried.rule : carried.repeated ? 'repeated' : 'done' });
      span.tell(outcomeOf(carried));
      return carried;
    } catch (error) {
      end({ outcome: 'failed' });
      throw error;
    }
  });
}

function outcomeOf(carried: Carried<object> | Refusal): SpanFields {
  if (isRefusal(carried)) return { 'cap.outcome': 'refused', 'cap.rule': carried.rule, 'cap.refusal': carried.refused };
  return { 'cap.outcome': carried.repeated ? 'repeated' : 'done' };
}

function repeatedAnswer<A>(begun: Begun, hmacs: Record<string, string>): Carried<A> {
  const fields = new Set([...Object.keys(begun.field_hmacs), ...Object.keys(hmacs)]);
  const differing = [...fields].filter((field) => begun.field_hmacs[field] !== hmacs[field]);
  if (differing.length > 0) throw new CommandIdReused(differing.sort());
  const stored = begun.answer as Stored<A>;
  return { answer: stored.answer, written: stored.written, repeated: true };
}

/** JSON with sorted keys, so that the order of fields in a body does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
