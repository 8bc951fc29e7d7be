import type { FindingEvent, RecordedEvent } from '@cap/events';
import type { ReadModel } from '../read-model';
import { applyToTable, type StreamTable } from '../shared/stream-table';
import { FindingListRow } from './finding-list.entity';

const table: StreamTable<'finding', FindingListRow> = {
  entity: FindingListRow,
  streamType: 'finding',
  streamId: 'findingId',
  rowId: 'findingId',
  fold: (_, recorded) => [bypass(recorded)],
};

/** Which young people were placed outside the CAP (CAP-3), where and by whom? */
export const findingList: ReadModel = {
  name: 'finding-list',
  feed: null,
  apply: async (tx, events) => void (await applyToTable(tx, table, events)),
};

function bypass({ event, version, metadata: { at } }: RecordedEvent<FindingEvent>): FindingListRow {
  const { findingId, stayId, unitId, providerId, referrerId, municipality } = event.data;
  return { findingId, version, kind: 'bypass', stayId, unitId, providerId, referrerId, municipality, recordedAt: at };
}
