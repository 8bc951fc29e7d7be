import type { UnitRow } from '@cap/contracts';
import type { FeedPosition, FeedState } from '@cap/event-store';

/** All units in memory, kept level with the unit feed. */
export class UnitRows {
  private readonly rows = new Map<string, UnitRow>();
  private list: readonly UnitRow[] | null = [];
  private at: FeedPosition = { epoch: 0, changeNo: 0 };

  get position(): FeedPosition {
    return this.at;
  }

  /** Takes what the feed says after `position`, or all of it anew. */
  apply({ kind, position, rows }: FeedState<UnitRow>): void {
    if (kind === 'snapshot') this.rows.clear();
    for (const { row, body, gone } of rows) {
      if (gone || !body) this.rows.delete(row);
      else this.rows.set(row, body);
    }
    if (kind === 'snapshot' || rows.length > 0) this.list = null;
    this.at = position;
  }

  /** In no order; the list stays as it is when the feed moves on. */
  units(): readonly UnitRow[] {
    return (this.list ??= [...this.rows.values()]);
  }
}
