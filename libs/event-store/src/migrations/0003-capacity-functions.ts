/**
 * What "free" means, in one place. Free = in operation - occupied - claims that the count does not include, plus ended
 * stays that it still includes. Where only a day is known, the reading with fewer free places holds, so that free is
 * never above the truth.
 */
export const capacityFunctions = /* sql */ `
  -- The moment of something that held on a day: itself where it is known, else the bounds of the day in Amsterdam. It
  -- lies before the moment at which it was recorded.
  create function earliest_moment(p_on date, p_at timestamptz) returns timestamptz language sql stable as
    $$ select coalesce(p_at, p_on::timestamp at time zone 'Europe/Amsterdam') $$;
  create function latest_moment(p_on date, p_at timestamptz, p_recorded_at timestamptz) returns timestamptz language sql stable as
    $$ select coalesce(p_at, least((p_on + 1)::timestamp at time zone 'Europe/Amsterdam', p_recorded_at)) $$;

  -- The claims that the standing report does not account for, each with the line of CapacityView that it moves.
  -- A report that names placements counts exactly those: whoever it names was there when it was made, so a day-only end
  -- came later (ended_by). One that names none counts who had certainly come by then (admitted_by), and gives a place
  -- back only for who had certainly not left (ended_from). A unit that was never heard of counts nobody.
  create function claims_beside_report(p_units uuid[], p_on date, p_but_proposal uuid default null)
  returns table (unit_id uuid, placement_id uuid, line text, since timestamptz, holds_from date) language sql stable as $$
    select claim.unit_id, claim.placement_id,
           case claim.status when 'held' then 'promised' when 'accepted' then 'accepted'
                             when 'admitted' then 'admitted-not-counted' else 'ended-still-counted' end,
           case claim.status when 'admitted' then claim.admitted_by when 'ended' then claim.ended_from end,
           claim.holds_from
      from place_claim claim
      left join unit_report report using (unit_id)
     cross join lateral (
       select case when report.unit_id is null then false
                   when report.counts_placements is not null then claim.placement_id = any (report.counts_placements)
                   else claim.status in ('admitted', 'ended') and claim.admitted_by <= report.observed_at
              end as counted) as included
     where claim.unit_id = any (p_units)
       and claim.status <> 'released'
       and (p_but_proposal is null or claim.proposal_id is distinct from p_but_proposal)
       and case claim.status
             when 'ended' then counted and report.observed_at <
               case when report.counts_placements is null then claim.ended_from else claim.ended_by end
             when 'admitted' then not counted
             else not counted and claim.holds_from <= p_on
           end
  $$;

  -- Free places and how they come about, one row a unit, for a day. Figures are null while a unit was never heard of;
  -- free is then below zero by its claims. Count under the unit's lock in a statement of its own after the one that
  -- locks: a statement that does both uses the snapshot from before the wait, and promises one place twice (PRP-1).
  create function capacity_of(p_units uuid[], p_on date, p_but_proposal uuid default null)
  returns table (unit_id uuid, report_id uuid, observed_at timestamptz, in_operation integer, occupied integer,
                 occupied_other_regions integer, waiting_days integer, unchanged_since timestamptz,
                 promised integer, accepted integer, admitted_not_counted integer, ended_still_counted integer,
                 free integer) language sql stable as $$
    select asked.unit_id, report.report_id, report.observed_at, report.in_operation, report.occupied,
           report.occupied_other_regions, report.waiting_days, report.unchanged_since,
           promised, accepted, admitted_not_counted, ended_still_counted,
           coalesce(report.in_operation - report.occupied, 0)
             - promised - accepted - admitted_not_counted + ended_still_counted
      from unnest(p_units) as asked (unit_id)
      left join unit_report report using (unit_id)
      left join (
        select beside.unit_id as claimed_unit,
               count(*) filter (where line = 'promised')::integer as claims_promised,
               count(*) filter (where line = 'accepted')::integer as claims_accepted,
               count(*) filter (where line = 'admitted-not-counted')::integer as claims_admitted,
               count(*) filter (where line = 'ended-still-counted')::integer as claims_ended
          from claims_beside_report(p_units, p_on, p_but_proposal) as beside
         group by beside.unit_id) as claims on claimed_unit = asked.unit_id
     cross join lateral (
       select coalesce(claims_promised, 0), coalesce(claims_accepted, 0), coalesce(claims_admitted, 0),
              coalesce(claims_ended, 0)) as counts (promised, accepted, admitted_not_counted, ended_still_counted)
  $$;
`;
