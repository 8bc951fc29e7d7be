import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { spawnGuarded, type GuardedProcess } from '../guarded-process';
import { LineTail } from '../line-tail';
import { javaArguments } from './java';
import { pidFile } from './one-run';

export interface BrokerCommand {
  readonly jars: readonly string[];
  /** A JVM flag that makes or uses the class archive. */
  readonly archive: string;
  /** The path of server.properties. */
  readonly properties: string;
  readonly onLog: (line: string) => void;
}

const JVM_ENVIRONMENT = ['PATH', 'JAVA_HOME', 'HOME', 'LANG', 'TMPDIR'];

/** Runs one broker and waits until it says that it started. It is killed when this process dies: its log is made for that. */
export const runBroker = async ({ jars, archive, properties, onLog }: BrokerCommand): Promise<GuardedProcess> => {
  const tail = new LineTail();
  let ready = (): void => undefined;
  const isReady = new Promise<true>((resolve) => (ready = () => resolve(true)));
  const onLine = (line: string): void => {
    tail.add(line);
    onLog(line);
    if (line.includes('Kafka Server started')) ready();
  };
  const args = [...javaArguments(jars, archive), 'kafka.Kafka', properties];
  const env = Object.fromEntries(JVM_ENVIRONMENT.map((name) => [name, process.env[name]]));
  const broker = await spawnGuarded({ command: 'java', args, env, signalOnOrphan: 'KILL', onLine });
  writeFileSync(pidFile(dirname(properties)), String(broker.pid));
  if (await Promise.race([isReady, broker.exited.then(() => false)])) return broker;
  throw new Error(`Kafka did not start. The end of what it wrote:\n${String(tail)}`);
};
