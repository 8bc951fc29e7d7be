import type { Instant, UnitId } from '@cap/contracts';
import type { History, TimedRecord } from '../history';
import type { Spanned } from '../linearisable';
import { KnownIds } from './known-ids';
import { onceByKey, type Given } from './once-by-key';
import { operationsOf, type InUnit } from './operations-of';
import { unansweredPlacement } from './unanswered';
import type { UnitOperation } from './unit-operation';

export type UnitHistory = readonly Spanned<UnitOperation>[];

/** What was done to the places of each unit and when, by what was sent and answered. */
export function unitHistories(history: History): ReadonlyMap<UnitId, UnitHistory> {
  const timed = history.filter((record) => record.kind === 'timed');
  const given = onceByKey(timed);
  const known = new KnownIds(given);
  const steps = stepsIn(timed);
  const all: (InUnit & Span)[] = [
    ...given.flatMap((one) => operationsOf(one, known).map((operation) => ({ ...operation, ...spanOf(one) }))),
    ...given.flatMap((one) => expiryOfUnanswered(one, steps)),
    ...timed.flatMap(reportsIn),
    ...expiries(steps, known),
  ];
  const byUnit = new Map<UnitId, Spanned<UnitOperation>[]>();
  for (const { unitId, ...operation } of all) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), operation]);
  return byUnit;
}

type Span = Pick<Spanned<unknown>, 'began' | 'ended'>;
const spanOf = ({ began, ended }: Span): Span => ({ began, ended });

function reportsIn({ act, began, ended }: TimedRecord): (InUnit & Span)[] {
  if (act.of !== 'reports') return [];
  return act.reports
    .filter(({ outcome }) => outcome !== 'refused' && outcome !== 'repeated')
    .map(({ report, outcome }) => ({
      unitId: report.unitId as UnitId,
      operation: { does: 'report', report, outcome },
      ...{ began, ended },
    }));
}

interface Step extends Span {
  readonly to: Instant;
}
const stepsIn = (timed: readonly TimedRecord[]): Step[] =>
  timed
    .flatMap(({ act, ...span }) => (act.of === 'clock' ? [{ to: act.to, ...spanOf(span) }] : []))
    .sort((one, other) => one.began - other.began);

/** PRP-2: each proposal that is open at its deadline ends when the clock gets there. */
const expiries = (steps: readonly Step[], { proposals }: KnownIds): (InUnit & Span)[] =>
  [...proposals.values()].flatMap(({ unitId, placementId, expiresAt }): (InUnit & Span)[] => {
    const step = steps.find(({ to }) => to >= expiresAt);
    return step ? [{ unitId, operation: { does: 'expire', placementId }, ...spanOf(step) }] : [];
  });

/** Of a proposal without an answer nobody knows the deadline: it may end with any step of the clock, or later. */
function expiryOfUnanswered({ act, began }: Given, steps: readonly Step[]): (InUnit & Span)[] {
  const step = steps.find((one) => one.ended === null || one.ended > began);
  if (act.name !== 'propose' || act.answer !== null || step === undefined) return [];
  const placementId = unansweredPlacement(act.key);
  return [{ unitId: act.asked.unitId, operation: { does: 'expire', placementId }, began: step.began, ended: null }];
}
