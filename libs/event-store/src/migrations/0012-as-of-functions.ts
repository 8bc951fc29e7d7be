/**
 * What was free at a past moment, from the log and the history of reports. Whether a report counts a claim is said once,
 * for the present as for the past.
 */
export const asOfFunctions = /* sql */ `
  -- The moment at which an event was recorded, on the business clock.
  create function recorded_at(p_metadata jsonb) returns timestamptz language sql stable as
    $$ select (p_metadata->>'at')::timestamptz $$;

  -- Whether a report includes the young person of a claim. One that names placements counts exactly those; one that names
  -- none counts who had certainly come by then. Where p_observed_at is null, nobody was counted.
  create function report_counts(p_observed_at timestamptz, p_counts uuid[], p_placement uuid, p_status text, p_admitted_by timestamptz)
  returns boolean language sql immutable as $$
    select case when p_observed_at is null then false
                when p_counts is not null then p_placement = any (p_counts)
                else p_status in ('admitted', 'ended') and p_admitted_by <= p_observed_at
           end
  $$;

  -- Whether free is moved by a claim beside a report, for a day. Whom a report names was there when it was made, so a
  -- day-only end came later (ended_by); one that names none gives a place back only for who had certainly not left
  -- (ended_from).
  create function stands_beside(p_status text, p_placement uuid, p_holds_from date, p_admitted_by timestamptz,
    p_ended_from timestamptz, p_ended_by timestamptz, p_observed_at timestamptz, p_counts uuid[], p_on date)
  returns boolean language sql immutable as $$
    select case p_status
             when 'released' then false
             when 'ended' then report_counts(p_observed_at, p_counts, p_placement, p_status, p_admitted_by)
               and p_observed_at < case when p_counts is null then p_ended_from else p_ended_by end
             when 'admitted' then not report_counts(p_observed_at, p_counts, p_placement, p_status, p_admitted_by)
             else not report_counts(p_observed_at, p_counts, p_placement, p_status, p_admitted_by) and p_holds_from <= p_on
           end
  $$;

  -- The line of CapacityView that a claim moves.
  create function claim_line(p_status text) returns text language sql immutable as $$
    select case p_status when 'held' then 'promised' when 'accepted' then 'accepted'
                         when 'admitted' then 'admitted-not-counted' else 'ended-still-counted' end
  $$;

  create or replace function claims_beside_report(p_units uuid[], p_on date, p_but_proposal uuid default null)
  returns table (unit_id uuid, placement_id uuid, line text, since timestamptz, holds_from date) language sql stable as $$
    select claim.unit_id, claim.placement_id, claim_line(claim.status),
           case claim.status when 'admitted' then claim.admitted_by when 'ended' then claim.ended_from end,
           claim.holds_from
      from place_claim claim
      left join unit_report report using (unit_id)
     where claim.unit_id = any (p_units)
       and claim.status <> 'released'
       and (p_but_proposal is null or claim.proposal_id is distinct from p_but_proposal)
       and stands_beside(claim.status, claim.placement_id, claim.holds_from, claim.admitted_by, claim.ended_from,
             claim.ended_by, report.observed_at, report.counts_placements, p_on)
  $$;

  -- The report of each unit that stood at a past moment: the newest that had been received. A report may be ahead of its
  -- receipt by the minutes of CPY-3, never by a day: the index begins there.
  create function reports_at(p_units uuid[], p_at timestamptz)
  returns table (unit_id uuid, report_id uuid, observed_at timestamptz, in_operation integer, occupied integer,
                 occupied_other_regions integer, counts_placements uuid[], waiting_days integer) language sql stable as $$
    select stood.*
      from unnest(p_units) as asked (asked_unit)
     cross join lateral (
       select history.unit_id, history.report_id, history.observed_at, history.in_operation, history.occupied,
              history.occupied_other_regions, history.counts_placements, history.waiting_days
         from unit_report_history history
        where history.unit_id = asked_unit and history.received_at <= p_at
          and history.observed_at <= p_at + interval '1 day'
        order by history.observed_at desc, history.report_id desc limit 1) as stood
  $$;

  -- The claims of units as they stood at a past moment, from events alone. A promised place becomes that of a stay; the
  -- newest event about when somebody came, or left, says so. No released ones.
  create function claims_at(p_units uuid[], p_at timestamptz)
  returns table (unit_id uuid, placement_id uuid, status text, holds_from date, admitted_by timestamptz,
                 ended_from timestamptz, ended_by timestamptz) language sql stable as $$
    with opened as (
      select stream_type, stream_id, type, data
        from event
       where type in ('PlaceProposed', 'StayPlanned', 'InheritedStayRecorded', 'BypassedStayRecorded')
         and data->>'unitId' = any (p_units::text[]) and recorded_at(metadata) <= p_at),
    stay as (select data->>'placementId' as of_placement, stream_id as person, data from opened where type <> 'PlaceProposed'),
    claim as (
      select opened.data->>'unitId' as of_unit, opened.data->>'placementId' as of_placement,
             coalesce(opened.data->>'holdsFrom', opened.data->'admitted'->>'on')::date as first_day,
             stay.person, stay.data->>'stayId' as of_stay
        from opened left join stay on of_placement = opened.data->>'placementId'
       where opened.type <> 'StayPlanned'
         and not exists (
           select from event given_up
            where given_up.stream_type = opened.stream_type and given_up.stream_id = opened.stream_id
              and given_up.type in ('ProposalDeclined', 'ProposalWithdrawn', 'ProposalExpired', 'ProposalReleased')
              and given_up.data->>'proposalId' = opened.data->>'proposalId' and recorded_at(given_up.metadata) <= p_at))
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
           and recorded_at(metadata) <= p_at
         order by version desc limit 1) as came on true
      left join lateral (
        select data->'ended' as held, recorded_at(metadata) as recorded from event
         where stream_type = 'young-person' and stream_id = person and data->>'stayId' = of_stay
           and type in ('StayEnded', 'EndCorrected') and recorded_at(metadata) <= p_at
         order by version desc limit 1) as gone on true
  $$;

  -- As claims_beside_report, at a past moment.
  create function claims_beside_report_at(p_units uuid[], p_on date, p_at timestamptz)
  returns table (unit_id uuid, placement_id uuid, line text, since timestamptz, holds_from date) language sql stable as $$
    select claim.unit_id, claim.placement_id, claim_line(claim.status),
           case claim.status when 'admitted' then claim.admitted_by when 'ended' then claim.ended_from end,
           claim.holds_from
      from claims_at(p_units, p_at) claim
      left join reports_at(p_units, p_at) report using (unit_id)
     where stands_beside(claim.status, claim.placement_id, claim.holds_from, claim.admitted_by, claim.ended_from,
             claim.ended_by, report.observed_at, report.counts_placements, p_on)
  $$;
`;
