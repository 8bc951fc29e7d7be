import { createKafka, deadLetterTopic, replayDeadLetters } from '@cap/kafka';
import { FromEnvironment, JsonLogger, loadConfig } from '@cap/platform';
import { ArrayNotEmpty, Matches } from 'class-validator';

class ReplayConfig {
  @FromEnvironment('KAFKA_BROKERS', 'one or more brokers as host:port, separated by commas')
  @ArrayNotEmpty()
  @Matches(/^[^\s,/]+:\d{1,5}$/, { each: true })
  kafkaBrokers!: string[];
}

/** `node dist/replay-cli.js`: gives every dead letter that was not replayed before another chance, once what ailed it is mended. */
async function replay(): Promise<void> {
  const { kafkaBrokers } = loadConfig(ReplayConfig);
  const log = new JsonLogger('replay-dead-letters');
  const kafka = createKafka({ brokers: kafkaBrokers, clientId: 'cap-replay-dead-letters', log });
  const count = await replayDeadLetters(kafka, deadLetterTopic, 'cap-replay-dead-letters', log);
  log.log('Dead letters were sent once more.', { count });
}

replay().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
