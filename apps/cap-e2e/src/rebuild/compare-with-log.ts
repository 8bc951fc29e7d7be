import { connected } from '@cap/local-services';

/** How many rows of the list of referrals are as they must be, and how many are not. */
export interface Compared {
  /** In the list of before the rebuild and in the new one, with nothing that happened since. */
  readonly same: number;
  /** Of these rows that differ in any column; of rows that are in the old list only. */
  readonly different: number;
  /** Rows whose figures were computed from the log in SQL, and those that differ from the list. */
  readonly computed: number;
  readonly wrong: number;
}

/** Keeps the list of referrals as it is before a rebuild. */
export const keepOldList = (databaseUrl: string): Promise<void> =>
  connected(databaseUrl, async (client) => {
    await client.query('create schema if not exists proof');
    await client.query('drop table if exists proof.old_list');
    await client.query('create table proof.old_list as table referral_list');
  });

/** Compares the list of referrals with the one that was kept, and with what the log says, by no code of the CAP. */
export const compareList = (databaseUrl: string): Promise<Compared> =>
  connected(databaseUrl, async (client) => {
    const { rows: kept } = await client.query<{ same: number; different: number }>(
      `select count(*) filter (where old = new)::integer as same,
              count(*) filter (where new.referral_id is null or (old.version = new.version and old <> new))::integer as different
         from proof.old_list old left join referral_list new using (referral_id)`,
    );
    const { rows: counted } = await client.query<{ computed: number; wrong: number }>(figuresOfLog);
    return { ...kept[0]!, ...counted[0]! };
  });

const figuresOfLog = `
  with told as (
    select stream_id, version, type, data, (metadata->>'at')::timestamptz as at from event where stream_type = 'referral'),
  answered as (
    select stream_id, data->>'proposalId' as proposal, max(version) filter (where type = 'ProposalAccepted') as accepted,
           count(*) filter (where type <> 'PlaceProposed') as answers
      from told where type in ('PlaceProposed', 'ProposalAccepted', 'ProposalDeclined', 'ProposalExpired',
                               'ProposalReleased', 'ProposalWithdrawn')
     group by 1, 2),
  step as (
    select told.stream_id, version, case type
             when 'ReferralSubmitted' then 'awaiting-triage' when 'ReferralCompleted' then 'awaiting-triage'
             when 'ReferralReturned' then 'returned' when 'ReferralAdmittedToMatching' then 'in-matching'
             when 'ReferralWithdrawn' then 'withdrawn' when 'ProposalAccepted' then 'placed'
             when 'ProposalWithdrawn' then case when accepted < version then 'in-matching' end end as status
      from told left join answered on answered.stream_id = told.stream_id and proposal = data->>'proposalId'),
  last_status as (
    select distinct on (stream_id) stream_id, status from step where status is not null order by stream_id, version desc),
  open_proposals as (
    select stream_id, count(*) as open from answered where answers = 0 group by 1),
  moment as (
    select stream_id, max(version) as version, min(at) as submitted_at,
           (array_agg(at order by version desc))[1] as updated_at from told group by 1),
  figure as (
    select stream_id as referral_id, version, submitted_at, updated_at, status, coalesce(open, 0) as open
      from moment join last_status using (stream_id) left join open_proposals using (stream_id))
  select count(*)::integer as computed,
         count(*) filter (where list.referral_id is null
           or (figure.version, figure.submitted_at, figure.updated_at, figure.status, figure.open)
              is distinct from
              (list.version, list.submitted_at, list.updated_at, list.status, cardinality(list.open_proposals)))::integer
           as wrong
    from figure full join referral_list list using (referral_id)`;
