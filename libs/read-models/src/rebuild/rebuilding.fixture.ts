import { createDataSource, readOnce } from '@cap/event-store';
import type { DataSource } from 'typeorm';
import type { ReadModel } from '../read-model';
import { readModelEntities } from '../read-models';
import { LogStory } from '../shared/log-story.fixture';
import { rebuild, type RebuildOptions, type Rebuilt } from './rebuild';

/** The addresses of a database for one spec, as the test helpers give it. */
interface OwnDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
  drop(): Promise<void>;
}

/** For specs: a database with a log, as the application sees it and as who rebuilds does. */
export class Rebuilding {
  private constructor(
    readonly database: OwnDatabase,
    readonly story: LogStory,
    readonly owner: DataSource,
  ) {}

  static async open(database: OwnDatabase): Promise<Rebuilding> {
    const options = { url: database.adminUrl, entities: readModelEntities, applicationName: 'rebuilder' };
    const owner = await createDataSource(options).initialize();
    return new Rebuilding(database, await LogStory.begin(database.appUrl), owner);
  }

  async close(): Promise<void> {
    await this.owner.destroy();
    await this.story.end();
    await this.database.drop();
  }

  rebuild(model: ReadModel, options?: RebuildOptions): Promise<Rebuilt> {
    return rebuild(this.owner, model, options);
  }

  /** Every row of every table of a model, by table. */
  async rowsOf({ tables }: ReadModel): Promise<Record<string, unknown[]>> {
    const found: Record<string, unknown[]> = {};
    for (const { entity } of tables) {
      const { tableName } = this.owner.getMetadata(entity);
      const rows = await this.owner.query<{ row: unknown }[]>(
        `select to_jsonb(item) as row from ${tableName} item order by to_jsonb(item)::text`,
      );
      found[tableName] = rows.map(({ row }) => row);
    }
    return found;
  }

  async checkpointOf({ name }: ReadModel): Promise<object | undefined> {
    const [row] = await this.owner.query<object[]>('select position, halted_at from checkpoint where reader = $1', [
      name,
    ]);
    return row;
  }

  /** What is defined in the schema that is read, but for the numbers that PostgreSQL gives. */
  definitions(): Promise<unknown> {
    return this.owner.query(
      `select relname as name, relkind::text as kind, relacl::text as rights, relowner::regrole::text as owner,
              case when relkind = 'i' then pg_get_indexdef(oid) end as index,
              (select jsonb_agg(conname || ' ' || pg_get_constraintdef(c.oid) order by conname)
                 from pg_constraint c where conrelid = pg_class.oid and contype <> 'n') as constraints,
              (select jsonb_agg(attname || ' ' || attnum || ' ' || attnotnull order by attnum)
                 from pg_attribute where attrelid = pg_class.oid and attnum > 0) as columns
         from pg_class where relnamespace = 'public'::regnamespace order by relname`,
    );
  }

  /** What a rebuild leaves that is not read by anybody: nothing, once it has ended. */
  leftOvers(): Promise<object[]> {
    return this.owner.query<object[]>(
      `select nspname::text as left_over from pg_namespace where nspname like 'rebuild%'
       union all select distinct feed || ' ' || feed_row.epoch from feed_row join feed_head using (feed)
                  where feed_row.epoch <> feed_head.epoch`,
    );
  }

  /** Whether the rebuild waits for a lock that somebody else has. */
  async waits(): Promise<boolean> {
    const rows = await this.owner.query<object[]>(
      `select from pg_stat_activity where application_name = 'rebuilder' and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  }

  /** Follows the log as the worker does, until it is told to stop. Gives what stops it. */
  keepFollowing(model: ReadModel): () => Promise<void> {
    let stopping = false;
    const following = (async () => {
      while (!stopping) await readOnce(this.story.dataSource, model, 50);
    })();
    return async () => {
      stopping = true;
      await following;
    };
  }
}
