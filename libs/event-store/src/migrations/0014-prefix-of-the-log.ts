import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOfFunctions } from './0012-as-of-functions';

/**
 * What had happened at a past moment is a beginning of the log, never a choice from it. A command's moment is that at which it
 * began, and it may then wait for another that began later: taken by their moments alone, one of both could be told without
 * the other, and two young people in one place that never shared it.
 */
export class PrefixOfTheLog0014 implements MigrationInterface {
  readonly name = 'PrefixOfTheLog0000000000014';
  /** The log grows: an index on it is made beside those who append. One that was not made to its end is made anew. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, what] of Object.entries(indexesOfLog)) {
      await runner.query(`drop index concurrently if exists ${name}`);
      await runner.query(`create index concurrently ${name} on event ${what}`);
    }
    await runner.query(logEnd);
    await runner.query(claimsOfPrefix);
  }

  async down(runner: QueryRunner): Promise<void> {
    const claimsAt = /create function (claims_at\(.*?\n {2}\$\$);/s.exec(asOfFunctions)![1]!;
    await runner.query(`create or replace function ${claimsAt}`);
    await runner.query('drop function log_end_at(timestamptz)');
    for (const name of Object.keys(indexesOfLog)) await runner.query(`drop index concurrently ${name}`);
  }
}

const indexesOfLog = {
  event_about_place: `((data->>'unitId'))
     where type in ('PlaceProposed', 'StayPlanned', 'InheritedStayRecorded', 'BypassedStayRecorded')`,
  event_recorded: `((metadata->>'at') collate "C")`,
};

/** A command takes no ten minutes: whoever began later and wrote earlier than the next event did so within them. */
const logEnd = /* sql */ `
  -- The first event that had not been written at a past moment, by its insert_no; null when all had. Events that depend on each
  -- other have their insert_no in their order, also before they have a position.
  create or replace function log_end_at(p_at timestamptz) returns bigint language sql stable as $$
    with asked as (
      select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') collate "C" as moment),
    next as (
      select (metadata->>'at')::timestamptz + interval '10 minutes' as until
        from event, asked where (metadata->>'at') collate "C" > moment order by (metadata->>'at') collate "C" limit 1)
    select min(insert_no)
      from event, asked, next
     where (metadata->>'at') collate "C" > moment
       and (metadata->>'at') collate "C" <= to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') collate "C"
  $$`;

/** As it was since migration 12, of the events before `log_end_at`. */
const claimsOfPrefix = /* sql */ `
  create or replace function claims_at(p_units uuid[], p_at timestamptz)
  returns table (unit_id uuid, placement_id uuid, status text, holds_from date, admitted_by timestamptz,
                 ended_from timestamptz, ended_by timestamptz) language sql stable as $$
    with past as (select coalesce(log_end_at(p_at), 9223372036854775807) as log_end),
    opened as (
      select stream_type, stream_id, type, data
        from event, past
       where type in ('PlaceProposed', 'StayPlanned', 'InheritedStayRecorded', 'BypassedStayRecorded')
         and data->>'unitId' = any (p_units::text[]) and recorded_at(metadata) <= p_at and insert_no < log_end),
    stay as (select data->>'placementId' as of_placement, stream_id as person, data from opened where type <> 'PlaceProposed'),
    claim as (
      select opened.data->>'unitId' as of_unit, opened.data->>'placementId' as of_placement,
             coalesce(opened.data->>'holdsFrom', opened.data->'admitted'->>'on')::date as first_day,
             stay.person, stay.data->>'stayId' as of_stay, log_end
        from opened cross join past left join stay on of_placement = opened.data->>'placementId'
       where opened.type <> 'StayPlanned'
         and not exists (
           select from event given_up
            where given_up.stream_type = opened.stream_type and given_up.stream_id = opened.stream_id
              and given_up.type in ('ProposalDeclined', 'ProposalWithdrawn', 'ProposalExpired', 'ProposalReleased')
              and given_up.data->>'proposalId' = opened.data->>'proposalId'
              and recorded_at(given_up.metadata) <= p_at and given_up.insert_no < log_end))
    select of_unit::uuid, of_placement::uuid,
           case when gone.held is not null then 'ended' when came.held is not null then 'admitted'
                when of_stay is not null then 'accepted' else 'held' end,
           first_day,
           latest_moment((came.held->>'on')::date, (came.held->>'at')::timestamptz, came.recorded),
           earliest_moment((gone.held->>'on')::date, (gone.held->>'at')::timestamptz),
           latest_moment((gone.held->>'on')::date, (gone.held->>'at')::timestamptz, gone.recorded)
      from claim
      left join lateral (
        select data->'admitted' as held, recorded_at(metadata) as recorded from event
         where stream_type = 'young-person' and stream_id = person and data->>'stayId' = of_stay
           and type in ('StayStarted', 'InheritedStayRecorded', 'BypassedStayRecorded', 'AdmissionCorrected')
           and recorded_at(metadata) <= p_at and insert_no < log_end
         order by version desc limit 1) as came on true
      left join lateral (
        select data->'ended' as held, recorded_at(metadata) as recorded from event
         where stream_type = 'young-person' and stream_id = person and data->>'stayId' = of_stay
           and type in ('StayEnded', 'EndCorrected') and recorded_at(metadata) <= p_at and insert_no < log_end
         order by version desc limit 1) as gone on true
  $$`;
