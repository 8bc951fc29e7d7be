import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { liveEvents, type UnitRow } from '@cap/contracts';
import { Client } from 'pg';
import { Server } from 'socket.io';

/** Serves on a database of its own; tells its port. */
export interface Serve {
  readonly databaseUrl: string;
  /** What does not change of each unit, for the rows that are broadcast. */
  readonly units: readonly UnitRow[];
}

interface Report {
  readonly id: string;
  readonly unitId: string;
  readonly observedAt: string;
  readonly inOperation: number;
  readonly occupied: number;
}

const upsert = `
  insert into unit_report (unit_id, report_id, observed_at, received_at, in_operation, occupied, occupied_other_regions,
                           unchanged_since, change_no)
  select unit_id, report_id, observed_at, observed_at, in_operation, occupied, 0, observed_at, nextval('bare_change')
    from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::integer[], $5::integer[])
      as incoming (unit_id, report_id, observed_at, in_operation, occupied)
  on conflict (unit_id) do update set
    report_id = excluded.report_id, observed_at = excluded.observed_at, received_at = excluded.received_at,
    in_operation = excluded.in_operation, occupied = excluded.occupied, change_no = excluded.change_no
  where (excluded.observed_at, excluded.report_id) > (unit_report.observed_at, unit_report.report_id)`;

const changed = `
  select unit_id, observed_at, in_operation, occupied, change_no from unit_report where change_no > $1 order by change_no`;

/**
 * The bare chain in one process: reports come in over HTTP and are upserted over one connection, a `notify` wakes a second, a third
 * reads the rows that changed, and socket.io broadcasts them to the rooms, in rows of the same size as the CAP's.
 */
async function serve({ databaseUrl, units }: Serve): Promise<void> {
  const unitsById = new Map(units.map((unit) => [unit.unitId as string, unit]));
  const [writer, listener, reader] = await Promise.all([1, 2, 3].map(() => connect(databaseUrl)));
  const http = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { reports } = JSON.parse(Buffer.concat(parts).toString()) as { reports: Report[] };
      void write(writer!, reports).then(() => response.writeHead(200).end('{}'));
    });
  });
  const io = new Server(http, {
    path: '/live',
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
  });
  io.on('connection', (socket) => {
    socket.on(liveEvents.follow, ({ room }: { room: string }, answer: (state: object) => void) => {
      void socket.join(room);
      answer({ room });
    });
  });
  const broadcaster = new Broadcaster(io, reader!, unitsById);
  listener!.on('notification', () => broadcaster.wake());
  await listener!.query('listen bare');
  http.listen(0, '127.0.0.1', () => process.send!({ port: (http.address() as AddressInfo).port }));
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

async function write(writer: Client, reports: readonly Report[]): Promise<void> {
  await writer.query(upsert, [
    reports.map(({ unitId }) => unitId),
    reports.map(({ id }) => id),
    reports.map(({ observedAt }) => observedAt),
    reports.map(({ inOperation }) => inOperation),
    reports.map(({ occupied }) => occupied),
  ]);
  await writer.query('notify bare');
}

/** Reads what changed, and sends it: all of it to the region, and to each provider its own. One reading at a time. */
class Broadcaster {
  private at = 0;
  private reading = false;
  private again = false;

  constructor(
    private readonly io: Server,
    private readonly reader: Client,
    private readonly units: ReadonlyMap<string, UnitRow>,
  ) {}

  wake(): void {
    this.again = true;
    if (!this.reading) void this.read();
  }

  private async read(): Promise<void> {
    this.reading = true;
    while (this.again) {
      this.again = false;
      const { rows } = await this.reader.query(changed, [this.at]);
      if (rows.length > 0) this.send(rows);
    }
    this.reading = false;
  }

  private send(rows: readonly Record<string, unknown>[]): void {
    this.at = Number(rows.at(-1)!['change_no']);
    const told = rows.map((row) => {
      const unit = this.units.get(row['unit_id'] as string)!;
      const observedAt = (row['observed_at'] as Date).toISOString();
      const figures = { inOperation: row['in_operation'], occupied: row['occupied'], observedAt };
      return { row: unit.unitId, changeNo: Number(row['change_no']), gone: false, body: { ...unit, ...figures } };
    });
    this.broadcast('units/region', told);
    for (const providerId of new Set(told.map(({ body }) => body.providerId)))
      this.broadcast(
        `units/provider:${providerId}`,
        told.filter(({ body }) => body.providerId === providerId),
      );
  }

  private broadcast(room: string, rows: readonly object[]): void {
    this.io.to(room).emit(liveEvents.changes, { room, rows });
  }
}

process.on('message', (asked: Serve) => void serve(asked));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
