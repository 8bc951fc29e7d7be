import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Which part of the write-ahead log a copy needs, and holds. */
export interface OnlineCopy {
  /** Everything that was committed before this moment of the server's clock is in it. */
  readonly beganAt: string;
  readonly endedAt: string;
  readonly firstSegment: string;
  readonly lastSegment: string;
  readonly files: number;
}

/** What is of the running server only, or is made anew: PostgreSQL's page on low-level backups lists the same. */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map', 'current_logfiles']);
const leftEmpty = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const isMadeAnew = (name: string): boolean => name.startsWith('pgsql_tmp') || name === 'pg_internal.init';
const controlFile = 'global/pg_control';

/**
 * Copies the data of a server that works on, with the part of its log that makes the copy whole. Nobody waits for it.
 * @param adminUrl the superuser's address.
 * @param to a folder that is not there. The caller runs on the server's machine and may read its data.
 */
export async function copyOnline(adminUrl: string, to: string): Promise<OnlineCopy> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const ask = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row> =>
      (await client.query<Row>(sql, values)).rows[0]!;
    const { data } = await ask<{ data: string }>(`select current_setting('data_directory') as data`);
    await refuseTablespaces(data);
    // The server keeps its log from here on, until this session ends.
    const slot = `cap_backup_${randomBytes(6).toString('hex')}`;
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot]);
    const { began } = await ask<{ began: string }>('select clock_timestamp()::text as began');
    const { first } = await ask<{ first: string }>(`select pg_walfile_name(pg_backup_start('cap', true)) as first`);
    const copy = new Copying(data, to);
    await copy.all();
    const { ended, last, label } = await ask<{ ended: string; last: string; label: string }>(
      `select clock_timestamp()::text as ended, pg_walfile_name(lsn) as last, labelfile as label from pg_backup_stop(false)`,
    );
    await copy.log(first, last);
    await writeFile(join(to, 'backup_label'), label, { mode: 0o600, flush: true });
    return { beganAt: began, endedAt: ended, firstSegment: first, lastSegment: last, files: copy.files };
  } finally {
    await client.end();
  }
}

async function refuseTablespaces(data: string): Promise<void> {
  if ((await readdir(join(data, 'pg_tblspc'))).length > 0)
    throw new Error('The database has tablespaces, which this copy does not take: use pg_basebackup.');
}

/** One copy on its way. */
class Copying {
  files = 0;

  constructor(
    private readonly data: string,
    private readonly to: string,
  ) {}

  /** The control file comes last: it says how far the others were, at least. */
  async all(): Promise<void> {
    await this.folder('');
    await this.file(controlFile);
  }

  /** The segments of the log from the first to the last that is needed; these are whole. */
  async log(first: string, last: string): Promise<void> {
    const names = (await readdir(join(this.data, 'pg_wal'))).filter(
      (name) => (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last) || name.endsWith('.history'),
    );
    if (!names.includes(first) || !names.includes(last))
      throw new Error(`The log of the server from ${first} to ${last} is not there any more: make the backup again.`);
    for (const name of names) await this.file(join('pg_wal', name));
  }

  private async folder(path: string): Promise<void> {
    await mkdir(join(this.to, path), { recursive: true, mode: 0o700 });
    if (leftEmpty.has(path)) return this.onlyFolders(path);
    for (const entry of await entriesOf(join(this.data, path))) {
      const inside = join(path, entry.name);
      if (isMadeAnew(entry.name) || leftOut.has(inside) || inside === controlFile) continue;
      if (entry.isDirectory()) await this.folder(inside);
      else if (entry.isFile()) await this.file(inside);
    }
  }

  private async onlyFolders(path: string): Promise<void> {
    if (path !== 'pg_wal') return;
    for (const name of ['archive_status', 'summaries'])
      await mkdir(join(this.to, path, name), { recursive: true, mode: 0o700 });
  }

  /** A file that goes meanwhile is of a table that goes; the log says so again. */
  private async file(path: string): Promise<void> {
    const target = join(this.to, path);
    try {
      await copyFile(join(this.data, path), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    await synced(target);
    this.files++;
  }
}

const entriesOf = (folder: string) =>
  readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}
