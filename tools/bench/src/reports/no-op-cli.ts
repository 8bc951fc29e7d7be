import { BatchConsumer, createKafka } from '@cap/kafka';

/** Reads all of these topics from their beginning, in a group that nobody has used, and does nothing with it. */
export interface ReadAll {
  readonly brokers: readonly string[];
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly messages: number;
}

/** From the first batch to the last, real milliseconds, and how many messages came after the first batch. */
export interface AllRead {
  readonly ms: number;
  readonly messages: number;
}

const quiet = { warn: () => undefined, error: () => undefined };

async function readAll({ brokers, groupId, topics, messages }: ReadAll): Promise<AllRead> {
  const kafka = createKafka({ brokers, clientId: 'cap-bench-no-op' });
  let began: number | undefined;
  let [seen, first] = [0, 0];
  let finish = (_: number): void => undefined;
  const finished = new Promise<number>((resolve) => (finish = resolve));
  const consumer = new BatchConsumer(
    kafka,
    { groupId },
    (batch) => {
      if (began === undefined) [began, first] = [performance.now(), batch.messages.length];
      seen += batch.messages.length;
      if (seen >= messages) finish(performance.now());
      return Promise.resolve();
    },
    quiet,
  );
  await consumer.follow(topics);
  const ms = (await finished) - began!;
  await consumer.stop();
  return { ms, messages: messages - first };
}

process.on('message', (asked: ReadAll) => void readAll(asked).then((all) => process.send!(all)));
process.on('disconnect', () => process.exit(0));
