import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

const workers = ['cap-worker-1', 'cap-worker-2'];
/** The broker is near and the database is far: between the message and the checkpoint there is time to look. */
const delayMs = 25;

/** How far the relay was in the log when its topics had so many messages. */
interface Outside {
  readonly position: number;
  readonly messages: bigint;
}

/**
 * kill -9 of the relay when its messages are at the broker and its checkpoint has not moved past them: they are written
 * again, late, and nothing is left out. Counts these messages.
 */
export const killRelayInPass: Strike = async (_, means) => {
  const { control, processes } = means;
  const all = (weather: object) => Promise.all(workers.map((link) => control.weather({ link, weather })));
  let before: Outside | null = null;
  await all({ delayMs });
  try {
    const met = await processes.killAt(
      'the relay has written messages, and its checkpoint has not moved',
      workers,
      async () => {
        const now = await outside(means);
        const written = before !== null && before.position === now.position ? now.messages - before.messages : 0n;
        if (written === 0n) before = now;
        return written > 0n ? { ...now, written } : null;
      },
      () => workers,
    );
    await all({});
    await until('the relay goes on, and writes them again', async () => {
      const now = await outside(means);
      return now.position > met.position && now.messages >= met.messages + met.written;
    });
    return Number(met.written);
  } finally {
    await all({});
  }
};

async function outside({ database, broker }: FaultMeans): Promise<Outside> {
  const [row] = await database.rows<{ position: number }>(
    `select coalesce(max(position), 0)::integer as position from checkpoint where reader = 'relay'`,
  );
  return { position: row!.position, messages: await broker.messagesOutside() };
}
