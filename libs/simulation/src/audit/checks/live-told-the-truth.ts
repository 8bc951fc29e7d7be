import type { Position } from '@cap/contracts';
import type { Check } from '../check';
import type { HistoryRecord } from '../history';

/**
 * The picture that a listener made from the changes it was sent is what a fresh reading shows; positions only rise; and
 * no message begins after where the listener was. `saw` counts the messages that told something.
 */
export const liveToldTheTruth: Check = {
  name: 'live-told-the-truth',
  asks: 'Het live kanaal vertelde de waarheid.',
  run(history) {
    const violations = history.flatMap(judge);
    const compared = history.filter((record) => record.kind === 'live-picture').length;
    const saw = history.filter((record) => record.kind === 'live-changes').length;
    return { saw: compared > 0 ? saw : 0, violations };
  },
};

function judge(record: HistoryRecord): string[] {
  if (record.kind === 'live-changes') {
    const [known, from, position] = [record.known, record.from, record.position].map(place);
    if (from!.epoch !== known!.epoch) return [];
    if (from!.changeNo > known!.changeNo)
      return [
        `live: a message begins at ${record.from}, and the listener was at ${record.known}: something is missing.`,
      ];
    if (position!.changeNo < from!.changeNo)
      return [`live: a message goes back from ${record.from} to ${record.position}.`];
    return [];
  }
  if (record.kind !== 'live-picture') return [];
  return record.rows
    .filter(({ held, read }) => held !== read)
    .map(
      ({ unitId, held, read }) =>
        `${record.at}: unit ${unitId} at ${record.position} differs from the ${record.fresh}: held ${held}, read ${read}.`,
    );
}

function place(position: Position): { epoch: number; changeNo: number } {
  const [epoch, changeNo] = position.split(':').map(Number);
  return { epoch: epoch!, changeNo: changeNo! };
}
