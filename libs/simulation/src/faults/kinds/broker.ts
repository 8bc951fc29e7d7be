import { setTimeout as pause } from 'node:timers/promises';
import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

/**
 * The broker is away for a while and the play goes on: commands are acknowledged, reports wait in their producers. Counts the
 * reports that waited; when the broker is back all of them are handled before the clock goes on.
 */
export const stopBroker: Strike = async ({ lasts }, means) => {
  const { control, broker, topics, reports, demand, world } = means;
  await means.atRest(async () => {
    topics.hold();
    await control.end({ name: 'Kafka' });
  });
  const before = acknowledged(means);
  const [least] = await Promise.all([
    until(
      `${demand.commands} commands are acknowledged and ${demand.reports} reports wait while there is no broker`,
      () => acknowledged(means) - before >= demand.commands && topics.held >= demand.reports,
      10 * 60_000,
    ),
    pause(Math.max(lasts, demand.seconds * 1000)),
  ]);
  const [held, done] = [topics.held, acknowledged(means) - before];
  await means.atRest(async () => {
    await reports.release(async () => {
      await control.start({ name: 'Kafka' });
      await until('the broker answers', () => broker.answers());
    });
  });
  world.record({ kind: 'outage', at: world.at, reports: held, commands: done });
  return least ? held : 0;
};

const acknowledged = ({ world: { history } }: FaultMeans): number =>
  history.filter((record) => record.kind === 'command' && record.answer.ok).length;

/** kill -9: another process takes its place on the same data. */
export const killBroker: Strike = async (_, { processes, broker }) => {
  await processes.kill('Kafka');
  await until('the broker answers', () => broker.answers());
  return 1;
};
