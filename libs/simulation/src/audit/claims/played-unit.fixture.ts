import { asInstant, type PlacementId, type ProposalId, type ReferralId, type UnitId } from '@cap/contracts';
import fc from 'fast-check';
import type { CommandAct, TimedAct, TimedRecord } from '../history';

export const unitId = 'unit' as UnitId;
const day = asInstant('2028-01-03T09:00:00Z');

export const recorded = (began: number, ended: number | null, act: TimedAct): TimedRecord => ({
  ...{ kind: 'timed', began, ended, at: day, act },
});

type Ok<Name extends CommandAct['name']> = Extract<CommandAct, { name: Name }>['answer'];

/** A proposal of its own referral; `answer` null is none. */
export const propose = (label: string, answer: 'made' | 'no-free-place' | null): TimedAct => ({
  ...{ of: 'command', name: 'propose', key: `propose ${label}` },
  asked: { referralId: `referral ${label}` as ReferralId, unitId },
  answer: (answer === 'made' ? { ok: true, data: placeOf(label) } : refused(answer)) as Ok<'propose'>,
});

export const decline = (label: string, answer: 'done' | 'proposal-not-open' | null, by = 'somebody'): TimedAct => ({
  ...{ of: 'command', name: 'decline', key: `decline ${label} by ${by}` },
  asked: { proposalId: placeOf(label).proposalId, reason: 'group-does-not-fit' },
  answer: answer === 'done' ? { ok: true, data: {} } : refused(answer),
});

/** So many places, as of a minute of the morning. */
export const report = (minute: number, inOperation: number, outcome: 'applied' | 'older' | null): TimedAct => {
  const observedAt = asInstant(new Date(Date.parse(day) - (60 - minute) * 60_000));
  return {
    of: 'reports',
    reports: [{ report: { id: `${minute}`, unitId, observedAt, inOperation, occupied: 0 }, outcome }],
  };
};

export const placeOf = (label: string) => ({
  proposalId: `proposal ${label}` as ProposalId,
  placementId: `placement ${label}` as PlacementId,
  expiresAt: asInstant('2028-01-05T09:00:00Z'),
});

const refused = (code: string | null) => (code === null ? null : ({ ok: false, status: 409, code } as const));

/** Somebody's step: when it begins, has its effect, and is answered, in ticks from the one before. */
const step = fc.record({
  does: fc.constantFrom('propose', 'propose', 'decline', 'report'),
  number: fc.nat({ max: 30 }),
  starts: fc.integer({ min: 0, max: 14 }),
  takesEffectAfter: fc.integer({ min: 0, max: 5 }),
  answeredAfter: fc.integer({ min: 0, max: 5 }),
  isAnswered: fc.integer({ min: 0, max: 6 }).map((chance) => chance > 0),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** A unit in which one thing happens at a time: what each step is answered follows from those before it. */
class Unit {
  private places = 1;
  private newest = -1;
  private readonly held = new Set<string>();
  private readonly made: { readonly label: string; readonly knownAt: number }[] = [];

  play({ does, number, starts, isAnswered }: Step, label: string, ended: number): TimedAct | undefined {
    if (does === 'report') {
      const newer = number > this.newest;
      if (newer) [this.newest, this.places] = [number, number % 4];
      return report(number, number % 4, !isAnswered ? null : newer ? 'applied' : 'older');
    }
    if (does === 'propose') {
      const made = this.held.size < this.places;
      if (made) this.held.add(label);
      if (made && isAnswered) this.made.push({ label, knownAt: ended });
      return propose(label, !isAnswered ? null : made ? 'made' : 'no-free-place');
    }
    const known = this.made.filter(({ knownAt }) => knownAt < starts);
    if (known.length === 0) return undefined;
    const chosen = known[number % known.length]!.label;
    const done = this.held.delete(chosen);
    return decline(chosen, !isAnswered ? null : done ? 'done' : 'proposal-not-open', label);
  }
}

function played(steps: readonly Step[]): TimedRecord[] {
  const unit = new Unit();
  const inOrder = steps.map((own, index) => ({ own, index, effect: own.starts + own.takesEffectAfter }));
  inOrder.sort((one, other) => one.effect - other.effect || one.index - other.index);
  const rest = inOrder.flatMap(({ own, index, effect }) => {
    const ended = effect + own.answeredAfter + 0.5;
    const act = unit.play(own, `${index}`, ended);
    return act ? [recorded(own.starts, own.isAnswered ? ended : null, act)] : [];
  });
  return [recorded(-2, -1, report(-1, 1, 'applied')), ...rest];
}

/** Histories of a unit with one place, to begin with, in which everything was right. */
export const playedHistories = (most: number): fc.Arbitrary<TimedRecord[]> =>
  fc.array(step, { minLength: 1, maxLength: most }).map(played);

interface Counted {
  readonly places: number;
  readonly newest: number;
  readonly held: ReadonlySet<string>;
  /** Held before, and given back. */
  readonly over: ReadonlySet<string>;
}

/** Whether an order explains the history, by trying each: for a handful of records only. It counts, and shares no code. */
export function isExplained(
  left: readonly TimedRecord[],
  unit: Counted = { places: 0, newest: -9, held: new Set(), over: new Set() },
): boolean {
  if (left.every(({ ended }) => ended === null)) return true;
  return left.some((next, index) => {
    const rest = left.filter((_, other) => other !== index);
    if (rest.some(({ ended }) => ended !== null && ended < next.began)) return false;
    const after = counted(next.act, unit);
    return after !== null && isExplained(rest, after);
  });
}

function counted(act: TimedAct, unit: Counted): Counted | null {
  const { places, newest, held, over } = unit;
  if (act.of === 'reports') {
    const [{ report: told, outcome }] = act.reports as [(typeof act.reports)[number]];
    const minute = Number(told.id);
    if (outcome !== null && (outcome === 'applied') !== minute > newest) return null;
    return minute > newest ? { ...unit, places: told.inOperation, newest: minute } : unit;
  }
  if (act.of === 'clock') throw new Error('No deadline passes here.');
  const own = act.key.split(' ')[1]!;
  const refusal = act.answer?.ok === false;
  if (act.name === 'propose') {
    if (refusal) return held.size < places ? null : unit;
    return held.size < places ? { ...unit, held: new Set([...held, own]) } : null;
  }
  if (refusal) return over.has(own) ? unit : null;
  if (!held.has(own)) return null;
  return { ...unit, held: new Set([...held].filter((one) => one !== own)), over: new Set([...over, own]) };
}
