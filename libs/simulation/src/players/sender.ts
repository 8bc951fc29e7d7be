import type { CommandAct, CommandAnswer, CommandName, CommandRecord, TwiceRecord } from '../audit/history';
import type { Actor } from '../client/actors';
import { UnexpectedAnswer, type Outcome } from '../client/outcome';
import { seededId } from '../random/seeded-id';
import { timed } from './timed';
import type { World } from './world';

type RecordOf<Name extends CommandName> = Extract<CommandRecord, { name: Name }>;
type DataOf<Name extends CommandName> = Extract<RecordOf<Name>['answer'], { ok: true }>['data'];

/** A command as a person gives it. */
export interface Wish<Name extends CommandName> {
  readonly name: Name;
  readonly actor: Actor;
  readonly path: string;
  readonly body: object;
  readonly asked: RecordOf<Name>['asked'];
  /** Names this wish among all wishes of the run: its `Idempotency-Key` follows from it. */
  readonly label: string;
}

/** A second one of these, under another key, must be refused. */
const happensOnce: readonly CommandName[] = [
  'triage',
  'propose',
  'accept',
  'decline',
  'withdraw-referral',
  'confirm-admission',
  'end-stay',
];
/** Share of the commands that is sent again after its answer, as by a client that missed it; also without faults. */
const sentAgain = 0.03;

/** Gives commands, now and then twice, and records what was answered. */
export class Sender {
  constructor(private readonly world: World) {}

  /** Gives the answer that took effect: of two askers, that of the one that succeeded. */
  async give<Name extends CommandName>(wish: Wish<Name>): Promise<CommandAnswer<DataOf<Name>>> {
    const chance = this.world.random.fork(`click ${wish.label}`);
    const { faults } = this.world.settings;
    const key = seededId(this.world.region.seed, `command ${wish.label}`);
    if (chance.chance(faults / 2)) return this.atOnce(wish, key, key);
    if (happensOnce.includes(wish.name) && chance.chance(faults / 2))
      return this.atOnce(wish, key, seededId(this.world.region.seed, `second command ${wish.label}`));
    const answer = await this.send(wish, key);
    this.record(wish, key, answer);
    if (answer.ok && chance.chance(sentAgain)) {
      const repeated = await this.send(wish, key);
      this.recordTwice(wish, 'same-key-again', [answer, repeated]);
    }
    return answer;
  }

  private async atOnce<Name extends CommandName>(wish: Wish<Name>, key: string, otherKey: string) {
    const [first, second] = await Promise.all([this.send(wish, key), this.send(wish, otherKey)]);
    const sameKey = key === otherKey;
    this.recordTwice(wish, sameKey ? 'same-key-at-once' : 'other-key-at-once', [first, second]);
    if (!sameKey) {
      this.record(wish, key, first);
      this.record(wish, otherKey, second);
      return first.ok ? first : second;
    }
    const effective = first.ok ? first : second;
    this.record(wish, key, effective);
    return effective;
  }

  private send<Name extends CommandName>(wish: Wish<Name>, key: string): Promise<CommandAnswer<DataOf<Name>>> {
    const { name, asked } = wish;
    return timed(
      this.world,
      () => this.post(wish, key),
      (answer) => ({ of: 'command', name, key, asked, answer }) as CommandAct,
    );
  }

  private async post<Name extends CommandName>(wish: Wish<Name>, key: string): Promise<CommandAnswer<DataOf<Name>>> {
    const outcome: Outcome<DataOf<Name>> = await this.world.api.command(wish.actor, wish.path, wish.body, key);
    if (outcome.ok) return { ok: true, data: outcome.data };
    if (outcome.status !== 409) throw new UnexpectedAnswer(`${wish.name}: POST ${wish.path}`, outcome);
    return { ok: false, status: outcome.status, code: outcome.code };
  }

  private record<Name extends CommandName>(wish: Wish<Name>, key: string, answer: CommandAnswer<DataOf<Name>>): void {
    const { name, asked } = wish;
    this.world.record({ kind: 'command', name, at: this.world.at, key, asked, answer } as RecordOf<Name>);
  }

  private recordTwice<Name extends CommandName>(
    { name }: Wish<Name>,
    how: TwiceRecord['how'],
    answers: TwiceRecord['answers'],
  ): void {
    this.world.record({ kind: 'twice', at: this.world.at, name, how, answers });
  }
}
