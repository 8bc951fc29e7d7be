import type { UnitId, UnitRow } from '@cap/contracts';
import { businessNow, readPolicy, withLease, writeFeed, type FeedChange } from '@cap/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { watchUnits, type FindingRules } from '../watch/watch-units';
import { countUnits, unitRow } from './unit-rows';

/** The feed of all units; its scopes are those of the rooms. */
export const unitFeed = 'units';

export const unitPublisherLease = 'unit-publisher';

export interface LeaseHolder {
  readonly holder: string;
  /** Real time after which another process may take over. */
  readonly ttlMs: number;
}

/** `idle`: no unit changed. `unchanged`: units were counted, and nobody sees a difference. `elsewhere`: not the holder. */
export type PublishOutcome = 'published' | 'unchanged' | 'idle' | 'elsewhere';

/**
 * One pass of the one publisher: takes what is committed in `unit_changed`, counts these units, and writes the feed, all
 * in one transaction under the lease. A change that commits later is taken by a later pass: rows are taken as they are
 * seen, never by their number. What is not right about a count is watched from here on (`rules`: CAP-3, CPY-4).
 */
export async function publishUnits(
  dataSource: DataSource,
  rules: FindingRules,
  { holder, ttlMs }: LeaseHolder,
): Promise<PublishOutcome> {
  const [{ waiting }] = await dataSource.query<[{ waiting: boolean }]>(
    'select exists (select from unit_changed) as waiting',
  );
  if (!waiting) return 'idle';
  const pass = await withLease(dataSource, unitPublisherLease, holder, ttlMs, (tx) => publish(tx, rules));
  if (!pass.held) return 'elsewhere';
  if (pass.result === 'published') await dataSource.query('notify cap_feed');
  return pass.result;
}

async function publish(tx: EntityManager, rules: FindingRules): Promise<PublishOutcome> {
  const [taken] = await tx.query<[{ unit_id: UnitId }[], number]>('delete from unit_changed returning unit_id');
  const unitIds = [...new Set(taken.map((row) => row.unit_id))].sort();
  if (unitIds.length === 0) return 'idle';
  const { at, on } = await businessNow(tx);
  const policy = await readPolicy(tx, on);
  const counted = await countUnits(tx, unitIds, on);
  await watchUnits(tx, counted, rules, { at, policy });
  const rows = counted.map((unit) => unitRow(unit, { at, termHours: policy['reporting-term-hours'] }));
  const { changed } = await writeFeed(tx, unitFeed, rows.map(feedChange));
  return changed > 0 ? 'published' : 'unchanged';
}

const feedChange = (row: UnitRow): FeedChange<UnitRow> => ({
  row: row.unitId,
  scopes: ['region', `municipality:${row.municipality}`, `provider:${row.providerId}`, `unit:${row.unitId}`],
  body: row,
});
