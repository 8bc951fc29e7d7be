import type { FindingEvent, RecordedEvent } from '@cap/events';
import { readModel } from '../read-model';
import type { StreamTable } from '../shared/stream-table';
import { FindingListRow } from './finding-list.entity';

const table: StreamTable<'finding', FindingListRow> = {
  entity: FindingListRow,
  streamType: 'finding',
  streamId: 'findingId',
  rowId: 'findingId',
  fold: (rows, recorded) => [foldFinding(rows[0], recorded)],
};

/** Which young people were placed outside the CAP (CAP-3), where and by whom? Which units' counts are not right (CPY-4)? */
export const findingList = readModel({ name: 'finding-list', tables: [table], feed: null });

function foldFinding(row: FindingListRow | undefined, recorded: RecordedEvent<FindingEvent>): FindingListRow {
  const { event, version, metadata } = recorded;
  const { at } = metadata;
  switch (event.type) {
    case 'BypassRecorded': {
      const { personId: _notInLists, ...bypass } = event.data;
      return { ...bypass, version, kind: 'bypass', recordedAt: at, since: null, closedAt: null };
    }
    case 'UnitFindingRecorded':
      return {
        ...event.data,
        version,
        stayId: null,
        referrerId: null,
        municipality: null,
        recordedAt: at,
        closedAt: null,
      };
    case 'FindingClosed':
      if (!row) throw new Error(`Finding ${event.data.findingId} is closed and was never recorded.`);
      return { ...row, version, closedAt: at };
  }
}
