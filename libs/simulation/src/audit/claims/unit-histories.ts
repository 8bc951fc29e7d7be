import type { UnitId } from '@cap/contracts';
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
  const all: (InUnit & Span)[] = [
    ...given.flatMap((one) => operationsOf(one, known).map((operation) => ({ ...operation, ...spanOf(one) }))),
    ...given.filter(({ act }) => act.name === 'propose' && act.answer === null).flatMap(expiryOfUnanswered),
    ...timed.flatMap(reportsIn),
    ...expiries(timed, known),
  ];
  const byUnit = new Map<UnitId, Spanned<UnitOperation>[]>();
  for (const { unitId, ...operation } of all) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), operation]);
  return byUnit;
}

type Span = Pick<Spanned<unknown>, 'began' | 'ended'>;
const spanOf = ({ began, ended }: Span): Span => ({ began, ended });

/** Where nobody knows whether a place was held, nobody knows either when it was given back. */
function expiryOfUnanswered({ act, began }: Given): (InUnit & Span)[] {
  if (act.name !== 'propose') return [];
  const placementId = unansweredPlacement(act.key);
  return [{ unitId: act.asked.unitId, operation: { does: 'expire', placementId }, began, ended: null }];
}

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

/** PRP-2: each proposal that is open at its deadline ends when the clock gets there. */
function expiries(timed: readonly TimedRecord[], { proposals }: KnownIds): (InUnit & Span)[] {
  const steps = timed.flatMap(({ act, began, ended }) => (act.of === 'clock' ? [{ to: act.to, began, ended }] : []));
  steps.sort((one, other) => one.began - other.began);
  return [...proposals.values()].flatMap(({ unitId, placementId, expiresAt }): (InUnit & Span)[] => {
    const step = steps.find(({ to }) => to >= expiresAt);
    return step ? [{ unitId, operation: { does: 'expire', placementId }, ...spanOf(step) }] : [];
  });
}
