import { auditedEvents, utc, type AuditedEvent } from './audited-events';
import type { Check } from './check';
import { foldClaims, type FoldedClaim } from './fold-claims';

/** Few: a step reads the whole history of each, and of whoever was ever proposed there. */
const unitsAtOnce = 2;

interface Part {
  readonly units: readonly string[] | null;
  readonly kept: readonly FoldedClaim[];
  readonly events: readonly AuditedEvent[];
}

/** Claims equal the fold of the log: none is missing, none is without a cause, and each says what its events say. */
export const claimsFollowLog: Check = {
  name: 'claims-follow-log',
  async step(tx, after) {
    const [{ units, kept, events }] = await tx.query<[Part]>(
      `with asked as (
         select unit_id from unit where $1::uuid is null or unit_id > $1 order by unit_id limit ${unitsAtOnce}),
       kept as (select place_claim.* from place_claim join asked using (unit_id)),
       named as (
         select stream_type, stream_id from event
          where type in ('PlaceProposed', 'StayPlanned', 'InheritedStayRecorded', 'BypassedStayRecorded')
            and data->>'unitId' in (select unit_id::text from asked)
         union select 'referral', referral_id from kept where referral_id is not null
         union select 'young-person', person_id from kept)
       select (select array_agg(unit_id order by unit_id) from asked) as units,
              (select coalesce(jsonb_agg(kept), '[]') from kept) as kept,
              (select ${auditedEvents} from event join named using (stream_type, stream_id)) as events`,
      [after],
    );
    const folded = foldClaims(events);
    const expected = [...folded.values()].filter(({ unit_id }) => units?.includes(unit_id));
    const known = new Map(kept.map((claim) => [claim.placement_id, claim]));
    return {
      violations: [
        ...expected.flatMap((claim) => {
          const row = known.get(claim.placement_id);
          if (row === undefined) return [{ what: 'claim-missing', subject: claim.placement_id }];
          return same(row, claim) ? [] : [{ what: 'claim-differs', subject: claim.placement_id }];
        }),
        ...kept
          .filter(({ placement_id }) => !folded.has(placement_id))
          .map(({ placement_id }) => ({ what: 'claim-without-cause', subject: placement_id })),
      ],
      next: units?.length === unitsAtOnce ? units.at(-1)! : null,
    };
  },
};

const moments = new Set(['admitted_by', 'ended_from', 'ended_by']);

const same = (row: FoldedClaim, claim: FoldedClaim): boolean =>
  (Object.keys(claim) as (keyof FoldedClaim)[]).every((field) =>
    moments.has(field) ? utc(row[field]) === utc(claim[field]) : row[field] === claim[field],
  );
