import { isDeepStrictEqual } from 'node:util';
import type { CommandAct, TimedRecord } from '../history';

/** A command as it counts: once, however often it was sent, when it was carried out under one key. */
export interface Given {
  readonly began: number;
  readonly ended: number | null;
  readonly at: TimedRecord['at'];
  readonly act: CommandAct;
}

/**
 * Sendings under one key with the same answer are one: it was carried out after the first of them began, those without an
 * answer included, and before the first answer came. A refusal is not remembered: each stands for itself.
 */
export function onceByKey(records: readonly TimedRecord[]): Given[] {
  const byKey = new Map<string, Given[]>();
  for (const { began, ended, at, act } of records)
    if (act.of === 'command') byKey.set(act.key, [...(byKey.get(act.key) ?? []), { began, ended, at, act }]);
  return [...byKey.values()].flatMap(ofOneKey);
}

function ofOneKey(sent: readonly Given[]): Given[] {
  const refused = sent.filter(({ act }) => act.answer?.ok === false);
  const unanswered = sent.filter(({ act }) => act.answer === null);
  const done: Given[] = [];
  for (const one of sent.filter(({ act }) => act.answer?.ok)) {
    const known = done.findIndex(({ act }) => isDeepStrictEqual(act.answer, one.act.answer));
    if (known < 0) done.push(one);
    else done[known] = together(done[known]!, one);
  }
  const [first, ...others] = done;
  if (first === undefined) return [...refused, ...unanswered];
  return [...refused, unanswered.reduce(together, first), ...others];
}

/** The earlier begin with its business time, and the earlier answer. */
function together(one: Given, other: Given): Given {
  const first = one.began <= other.began ? one : other;
  const answered = one.ended === null || (other.ended !== null && other.ended < one.ended) ? other : one;
  return { began: first.began, at: first.at, ended: answered.ended, act: answered.act };
}
