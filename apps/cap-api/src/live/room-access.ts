import { roomScope } from '@cap/access';
import type { CommandActor } from '@cap/event-store';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RoomAddress } from './room';

export type RoomVerdict = 'allowed' | 'no-access' | 'unknown-room';

/** Who may follow which room: the table of `@cap/access`, and the facts of whose thing it is. */
@Injectable()
export class RoomAccess {
  constructor(private readonly dataSource: DataSource) {}

  async verdict({ role, organisationId }: CommandActor, { kind, id }: RoomAddress): Promise<RoomVerdict> {
    const scope = roomScope(role, kind);
    if (scope === 'none') return 'no-access';
    if (scope === 'all' && kind !== 'referral') return 'allowed';
    const owner = await this.ownerOf(kind, id);
    if (scope === 'all') return owner === null ? 'unknown-room' : 'allowed';
    // To somebody else it is not said whether the thing exists.
    return owner !== null && owner === organisationId ? 'allowed' : 'no-access';
  }

  /** The organisation that a thing belongs to; null when there is none, or no such thing. */
  private async ownerOf(kind: RoomAddress['kind'], id: string | null): Promise<string | null> {
    if (kind === 'provider') return id;
    if (kind === 'unit') return this.one('select provider_id as owner from unit where unit_id = $1', id);
    if (kind !== 'referral') return null;
    return this.one(
      `select data->>'referrerId' as owner from event where stream_type = 'referral' and stream_id = $1 and version = 1`,
      id,
    );
  }

  private async one(sql: string, id: string | null): Promise<string | null> {
    const [row] = await this.dataSource.query<{ owner: string }[]>(sql, [id]);
    return row?.owner ?? null;
  }
}
