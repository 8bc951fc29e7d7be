import { createServer, connect, type Server, type Socket } from 'node:net';
import { createDataSource } from '@cap/event-store';
import { createAdmin, createKafka, replyTopic } from '@cap/kafka';
import { JsonLogger } from '@cap/platform';
import { eventually, freshDatabase, kafkaForTests } from '@cap/testing';
import { NestFactory } from '@nestjs/core';
import { registerProvider } from './provider.fixture';
import { WorkerConfig } from './worker.config';
import { WorkerModule } from './worker.module';

const { brokers, prefix } = kafkaForTests();
const sockets = new Set<Socket>();

/** A door to the broker, on a port below the ephemeral range that is free. */
async function openDoor(port: number): Promise<Server> {
  const [host, brokerPort] = brokers[0]!.split(':') as [string, string];
  const door = createServer((inside) => {
    const outside = connect(Number(brokerPort), host);
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    inside.pipe(outside).pipe(inside);
  });
  await new Promise<void>((resolve, reject) => door.once('error', reject).listen(port, '127.0.0.1', resolve));
  return door;
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    const tried = await openDoor(port).catch(() => null);
    if (!tried) continue;
    await new Promise((resolve) => tried.close(resolve));
    return port;
  }
}

it('is up while no broker answers, says so, and begins when one does', async () => {
  const database = await freshDatabase();
  const dataSource = await createDataSource({ url: database.appUrl, poolSize: 1 }).initialize();
  const { providerId } = await registerProvider(dataSource);
  const port = await freePort();
  const lines: string[] = [];
  const config = Object.assign(new WorkerConfig(), {
    databaseUrl: database.appUrl,
    kafkaBrokers: [`127.0.0.1:${port}`],
    reportsGroup: `${prefix}away`,
    topicScanMs: 200,
  });
  const log = new JsonLogger('spec', (line) => lines.push(line));
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(config, log), { logger: false });
  const admin = createAdmin(createKafka({ brokers, clientId: 'spec' }));
  await admin.connect();
  let door: Server | undefined;
  try {
    await eventually('it says that the broker does not answer', () =>
      lines.some((line) => line.includes('ECONNREFUSED')),
    );
    const [{ processes }] = await dataSource.query<[{ processes: number }]>(
      'select count(*)::int as processes from process',
    );
    expect(processes).toBe(1);
    door = await openDoor(port);
    const reply = replyTopic(providerId);
    await eventually('it made the topics', async () => (await admin.listTopics()).includes(reply), { within: 20_000 });
    await eventually('it listens', () => lines.some((line) => line.includes('Listening to providers.')));
  } finally {
    await worker.close();
    door?.close();
    for (const socket of sockets) socket.destroy();
    await admin.disconnect();
    await dataSource.destroy();
    await database.drop();
  }
});
