import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './child.mjs';
import { step } from './steps.mjs';

/**
 * Begins to fetch Kafka, which waits mostly for the network, while other parts of the tests run.
 * @returns the part that waits for it. A failure is not the end: tests that find no broker say what to do.
 */
export function prepareKafka() {
  if (process.env.KAFKA_BROKERS || process.env.CAP_TEST_KAFKA) return () => Promise.resolve(0);
  const { prepareKafka: prepare } = createRequire(import.meta.url)(join(root, 'libs/local-services/dist/index.js'));
  const prepared = prepare().then(
    () => '',
    (error) => error.message,
  );
  return () =>
    step('Kafka: fetched, checked and prepared', async () => {
      const problem = await prepared;
      if (problem) console.log(problem);
      return 0;
    });
}
