import { reportTopic } from '@cap/kafka';
import type { ReportRecord } from '../../audit/history';
import type { ReportFaultKind } from '../../players/report-faults';
import type { Strike } from '../scene';
import { until } from '../until';

const least = 3;

/** For a while every report goes wrong in one way. Counts the answers that say so. */
export const distortedMessages =
  (kind: ReportFaultKind, isEffect: (record: ReportRecord) => boolean): Strike =>
  async (_, { world: { history }, reportFaults }) => {
    const from = history.length;
    const seen = () => history.slice(from).filter((record) => record.kind === 'report' && isEffect(record)).length;
    reportFaults.only = kind;
    try {
      await until(`${least} answers to reports tell that they were ${kind}`, () => seen() >= least);
    } finally {
      reportFaults.only = null;
    }
    return seen();
  };

const garbage = ['', '{', '{"specversion":"1.0"}', 'geen melding', '\u0000\u0001', '[]'];

/** Messages that nobody can read go to the dead letters, and hold up nothing. Counts them there. */
export const unreadableMessages: Strike = async (_, { world, broker }) => {
  const before = await until('the broker counts the dead letters', () => broker.deadLetters());
  const { providerId } = world.region.providers[0]!;
  const messages = garbage.map((value) => ({ key: 'onleesbaar', value: Buffer.from(value) }));
  await broker.send(reportTopic(providerId), messages);
  return until('they are among the dead letters', async () => {
    const more = (await broker.deadLetters()) - before;
    return more >= garbage.length && more;
  });
};
