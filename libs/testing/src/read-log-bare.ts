import { connected } from '@cap/local-services';

const eventsPerPage = 10_000;

/** Reads the whole log, in its order and in large pages, and does nothing with it. Gives real milliseconds. */
export const readLogBare = (databaseUrl: string): Promise<number> =>
  connected(databaseUrl, async (client) => {
    const began = performance.now();
    let position = 0;
    for (;;) {
      const { rows } = await client.query<{ position: string }>(
        `select position, stream_type, stream_id, version, type, data, metadata
           from log_order join event using (insert_no) where position > $1 order by position limit $2`,
        [position, eventsPerPage],
      );
      const last = rows.at(-1);
      if (!last) return performance.now() - began;
      position = Number(last.position);
    }
  });
