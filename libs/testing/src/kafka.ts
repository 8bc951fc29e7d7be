import { randomBytes } from 'node:crypto';
import { fromRun } from './run-environment';

export interface TestKafka {
  readonly brokers: string[];
  /** Begin the names of your topics, groups and transactional ids with it: the broker is shared by the whole run. */
  readonly prefix: string;
}

/** The broker of this run, and a prefix of your own. Make the topics of a file in one call, and leave them there. */
export const kafkaForTests = (): TestKafka => ({
  brokers: fromRun('CAP_TEST_KAFKA').split(','),
  prefix: `t${randomBytes(5).toString('hex')}.`,
});
