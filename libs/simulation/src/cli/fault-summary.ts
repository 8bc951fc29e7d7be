import type { FaultRecord, History } from '../audit/history';
import type { Verdict } from '../audit/verdict';
import { strikes } from '../faults/kinds/all';
import { kindNamed } from '../faults/plan/fault';

const wordsOf = (fault: string): string => {
  const kind = kindNamed(fault);
  return kind === undefined ? fault : strikes[kind].words;
};

const faultsOf = (history: History): FaultRecord[] => history.filter((record) => record.kind === 'fault');

/** One line a fault: how often its effect was seen. */
export function summaryOfFaults(history: History): string[] {
  const faults = faultsOf(history);
  const seen = new Set(faults.filter(({ effect }) => effect !== null && effect > 0).map(({ fault }) => fault));
  const outages = history.filter((record) => record.kind === 'outage');
  return [
    '',
    `Storingen: ${seen.size} soorten hadden gevolg.`,
    ...faults.map(({ fault, effect, why }) => {
      const count = effect === null ? 'niet geprobeerd' : String(effect);
      return `  ${count.padStart(8)}  ${wordsOf(fault)} (${fault})${why === null ? '' : `: ${why}`}`;
    }),
    ...outages.map(
      ({ commands, reports }) =>
        `  Zonder Kafka: ${commands} opdrachten bevestigd, ${reports} meldingen wachtten en zijn daarna verwerkt of geweigerd.`,
    ),
  ];
}

/** A run under faults is clean when the verdict is, and each fault that could be done was. */
export const isClean = (verdict: Verdict, history: History): boolean => verdict.clean && faultsOf(history).length > 0;
