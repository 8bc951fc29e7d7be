import { connected } from '@cap/local-services';

/**
 * Writes invented histories of referrals and stays straight into the log, in plain SQL: a million events take half a minute.
 * Their streams run through each other, each in order of its versions. About one in five goes all the way to a stay that ended, the others stop
 * before. Ids follow from the histories' numbers, which go on where an earlier call stopped.
 * @param adminUrl of the owner or a superuser: the application's role cannot write the log.
 * @returns how many events were written: at least `events`, at most a history more.
 */
export const fillLog = (adminUrl: string, events: number): Promise<number> =>
  connected(adminUrl, async (client) => {
    await client.query('begin');
    const { rowCount } = await client.query(histories, [Math.ceil(events / eventsPerRound)]);
    await client.query(
      `insert into log_pending select insert_no from event
        where insert_no > (select coalesce(max(insert_no), 0) from log_order) on conflict do nothing`,
    );
    await client.query('commit');
    // Whoever gives positions now is waited for: by itself the function leaves it to them.
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(7001), sequence_log()');
    await client.query('commit');
    await client.query('analyze event');
    return rowCount!;
  });

/** Five histories: one of each kind. */
const eventsPerRound = 24;

const histories = `
  with first as (
    select count(*) as number from event where type = 'ReferralSubmitted'),
  history as (
    select first.number + n as number, n % 5 as kind,
           md5('referral' || first.number + n)::uuid as referral, md5('person' || first.number + n)::uuid as person,
           md5('stay' || first.number + n)::uuid as stay, md5('unit' || n % 400)::uuid as unit,
           md5('provider' || n % 60)::uuid as provider, md5('referrer' || n % 90)::uuid as referrer,
           jsonb_build_object(
             'caseId', md5('case' || first.number + n)::uuid,
             'municipality', (array['GM0518', 'GM0637', 'GM0503', 'GM1916'])[1 + n % 4],
             'purpose', (array['living', 'crisis'])[1 + n % 2],
             'careForms', case when n % 3 = 0 then '["living-group", "family-home"]'::jsonb else '["living-group"]' end,
             'urgency', (array['regular', 'urgent', 'crisis'])[1 + n % 3], 'perspective', 'return-home') as asked
      from first cross join generate_series(1, $1::bigint * 5) as n),
  step (kind, stream, version, type, nth, more) as (values
    (0, 'referral', 1, 'ReferralSubmitted', 0, '{}'::jsonb),
    (1, 'referral', 1, 'ReferralSubmitted', 0, '{}'),
    (1, 'referral', 2, 'ReferralReturned', 0, '{"reason": "safety-unclear", "explanationId": null}'),
    (1, 'referral', 3, 'ReferralWithdrawn', 0, '{"reason": "no-longer-needed"}'),
    (2, 'referral', 1, 'ReferralSubmitted', 0, '{}'),
    (2, 'referral', 2, 'ReferralAdmittedToMatching', 0, '{"explanationId": null}'),
    (2, 'referral', 3, 'PlaceProposed', 1, '{}'),
    (3, 'referral', 1, 'ReferralSubmitted', 0, '{}'),
    (3, 'referral', 2, 'ReferralReturned', 0, '{"reason": "information-missing", "explanationId": null}'),
    (3, 'referral', 3, 'ReferralCompleted', 0, '{"urgency": "urgent"}'),
    (3, 'referral', 4, 'ReferralAdmittedToMatching', 0, '{"explanationId": null}'),
    (3, 'referral', 5, 'PlaceProposed', 1, '{}'),
    (3, 'referral', 6, 'ProposalExpired', 1, '{}'),
    (4, 'referral', 1, 'ReferralSubmitted', 0, '{}'),
    (4, 'referral', 2, 'ReferralAdmittedToMatching', 0, '{"explanationId": null}'),
    (4, 'referral', 3, 'PlaceProposed', 1, '{}'),
    (4, 'referral', 4, 'ProposalDeclined', 1, '{"reason": "no-place"}'),
    (4, 'referral', 5, 'PlaceProposed', 2, '{}'),
    (4, 'referral', 6, 'PlaceProposed', 3, '{}'),
    (4, 'referral', 7, 'ProposalAccepted', 2, '{}'),
    (4, 'referral', 8, 'ProposalReleased', 3, '{}'),
    (4, 'young-person', 1, 'StayPlanned', 2, '{}'),
    (4, 'young-person', 2, 'StayStarted', 2, '{"admitted": {"on": "2027-02-01", "at": "2027-02-01T10:00:00.000Z"}}'),
    (4, 'young-person', 3, 'StayEnded', 2, '{"ended": {"on": "2027-08-01", "at": null}, "reason": "purpose-reached", "destination": "home"}')),
  told as (
    select history.*, step.*, number + (version + case stream when 'young-person' then 8 else 0 end) * 211 as place, md5('proposal' || nth || '/' || number)::uuid as proposal
      from history join step using (kind))
  insert into event (stream_type, stream_id, version, type, data, metadata)
  select stream, case stream when 'referral' then referral else person end, version, type,
         case type
           when 'ReferralSubmitted' then asked || jsonb_build_object(
             'referralId', referral, 'numberSequence', number, 'personId', person, 'referrerId', referrer)
           when 'ReferralCompleted' then asked
           when 'PlaceProposed' then jsonb_build_object(
             'proposalId', proposal, 'unitId', unit, 'providerId', provider, 'placementId', md5('placement' || proposal)::uuid,
             'careForm', 'living-group', 'holdsFrom', '2027-02-01', 'expiresAt', '2027-02-01T12:00:00.000Z', 'policyVersion', 1)
           when 'ProposalAccepted' then jsonb_build_object('proposalId', proposal, 'stayId', stay)
           when 'ProposalDeclined' then jsonb_build_object('proposalId', proposal, 'explanationId', md5('why' || proposal)::uuid)
           when 'ProposalReleased' then jsonb_build_object(
             'proposalId', proposal, 'acceptedProposalId', md5('proposal2/' || number)::uuid)
           when 'ProposalExpired' then jsonb_build_object('proposalId', proposal)
           when 'StayPlanned' then jsonb_build_object(
             'stayId', stay, 'unitId', unit, 'providerId', provider, 'placementId', md5('placement' || proposal)::uuid,
             'purpose', asked->>'purpose', 'careForm', 'living-group', 'referralId', referral, 'proposalId', proposal,
             'acceptedOn', '2027-01-20', 'plannedFrom', '2027-02-01')
           else '{}'::jsonb
         end || case when stream = 'young-person' then jsonb_build_object('stayId', stay) else '{}'::jsonb end || more,
         jsonb_build_object(
           'commandId', md5('command' || stream || version || '/' || number)::uuid, 'actorId', 'desk-1', 'actorRole', 'desk',
           'at', to_char(timestamp '2027-01-01' + place * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'))
    from told order by place, number, version`;
