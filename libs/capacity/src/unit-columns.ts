/** SQL, for a query on the table `unit`: what the unit is for, in the fields of `UnitProfile`. */
export const profileColumns = `purpose, care_form as "careForm", target_groups as "targetGroups", expertise,
  min_age as "minAge", max_age as "maxAge", sex_policy as "sexPolicy", security, languages, reporting, ceiling`;

/** SQL, for a query on the table `unit`: its agreements, the earliest first, in the fields of `ReportedUnit`. */
export const agreementsColumn = `(
  select coalesce(jsonb_agg(jsonb_build_object('from', from_date, 'until', until_date, 'places', places)
           order by from_date, agreement_id), '[]')
    from capacity_agreement agreement where agreement.unit_id = unit.unit_id) as agreements`;
