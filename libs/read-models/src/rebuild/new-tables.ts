import type { FeedPosition } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import type { ReadModel } from '../read-model';

/**
 * The tables of a read model that is being made anew. They stand in a schema of their own under the names of those that
 * are read, with the same columns, constraints, indexes and rights: with that schema first in the search path, a fold
 * writes them without knowing.
 */
export class NewTables {
  readonly names: readonly string[];
  private readonly schema: string;

  constructor(
    private readonly manager: EntityManager,
    private readonly model: Pick<ReadModel, 'name' | 'tables' | 'feed'>,
  ) {
    this.names = model.tables.map(({ entity }) => manager.connection.getMetadata(entity).tableName);
    this.schema = `rebuild_${model.name.replaceAll('-', '_')}`;
  }

  /** Makes the tables, empty and without indexes, and puts them first in the connection's search path. */
  async make(): Promise<void> {
    await this.manager.query(`create schema ${this.schema}`);
    for (const name of this.names) await this.copy(name, 'including defaults including generated');
    // A head of our own: what is told before the swap is told in an epoch that nobody reads yet.
    await this.copy('feed_head', 'including all');
    await this.manager.query(`set search_path to ${this.schema}, public`);
  }

  /**
   * Makes what is quicker made once the rows are there: constraints, indexes, statistics; and gives the rights. From here
   * on the model is followed in these tables, its feed from a position on.
   */
  async complete(feed: FeedPosition | null): Promise<void> {
    for (const statement of await this.definitions()) await this.manager.query(statement);
    for (const name of [...this.names, ...(feed ? ['feed_row'] : [])]) await this.manager.query(`analyze ${name}`);
    const head = [this.model.feed?.name, feed?.epoch, feed?.changeNo];
    if (feed) await this.manager.query('insert into feed_head (feed, epoch, change_no) values ($1, $2, $3)', head);
  }

  /** Where the feed is that is told in these tables; null for a model without one. */
  async feedPosition(tx: EntityManager): Promise<FeedPosition | null> {
    const [head] = await tx.query<FeedPosition[]>(
      `select epoch, change_no as "changeNo" from ${this.schema}.feed_head`,
    );
    return head ?? null;
  }

  /**
   * Puts the tables in the place of those that are read, and drops these. It waits for who reads or writes them now, as
   * long as `lock_timeout` allows; who comes after that waits for the commit and reads the new ones.
   */
  async takePlace(tx: EntityManager): Promise<void> {
    const old = this.names.map((name) => `public.${name}`).join(', ');
    await tx.query(`lock table ${old} in access exclusive mode`);
    await tx.query(`drop table ${old}`);
    for (const name of this.names) await tx.query(`alter table ${this.schema}.${name} set schema public`);
    await tx.query('set local search_path to public');
  }

  async remove(): Promise<void> {
    await this.manager.query('set search_path to public');
    await this.manager.query(`drop schema if exists ${this.schema} cascade`);
  }

  private async copy(name: string, including: string): Promise<void> {
    await this.manager.query(`create table ${this.schema}.${name} (like public.${name} ${including})`);
  }

  /** As statements, in an order in which they can be carried out. Their names have no schema: the search path decides. */
  private async definitions(): Promise<string[]> {
    await this.manager.query('set search_path to public');
    const rows = await this.manager.query<{ statement: string }[]>(definitions, [
      this.names.map((name) => `public.${name}`),
    ]);
    await this.manager.query(`set search_path to ${this.schema}, public`);
    return rows.map(({ statement }) => statement);
  }
}

const definitions = `
  with old as (select oid, relname, relacl, relowner from pg_class where oid = any ($1::regclass[]))
  select 1 as stage, conname as name,
         format('alter table %I add constraint %I %s', relname, conname, pg_get_constraintdef(c.oid)) as statement
    from old join pg_constraint c on conrelid = old.oid where contype in ('p', 'u', 'c')
  union all
  select 2, indexrelid::regclass::text, pg_get_indexdef(indexrelid, 0, true)
    from old join pg_index on indrelid = old.oid
   where not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
  union all
  select 3, conname, format('alter table %I add constraint %I %s', relname, conname, pg_get_constraintdef(c.oid))
    from old join pg_constraint c on conrelid = old.oid where contype = 'f'
  union all
  select 4, privilege_type, format('grant %s on %I to %I', privilege_type, relname, grantee::regrole::text)
    from old cross join aclexplode(relacl) where grantee <> relowner
  order by stage, name`;
