import { spawnSync } from 'node:child_process';
import { recipe } from './places';

export const HOW_TO_GET_KAFKA =
  'For a Kafka without containers install Java 17 or newer and Maven (Debian: `apt-get install default-jre-headless maven`). ' +
  'Or name a broker of your own in KAFKA_BROKERS (host:port), or start one with `docker compose up -d kafka`.';

const OLDEST = 17;

/** What `java -version` says, of a Java that is new enough. */
export const javaVersion = (): string => {
  const answer = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (answer.error || answer.status !== 0)
    throw new Error(`Java is not installed, and Kafka runs on it. ${HOW_TO_GET_KAFKA}`);
  const major = Number(/version "(\d+)/.exec(answer.stderr)?.[1]);
  if (major >= OLDEST) return answer.stderr;
  throw new Error(`Java ${major} is too old for Kafka, which needs ${OLDEST}. ${HOW_TO_GET_KAFKA}`);
};

/** Flags that make a small broker start in a second: measured in docs/decisions. The archive must be used with the same. */
export const javaArguments = (jars: readonly string[], archive: string): string[] => [
  ...['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData', archive],
  `-Dlog4j2.configurationFile=${recipe('log4j2.properties')}`,
  ...['-cp', jars.join(':')],
];
