import { asInstant, asLocalDate, type PlacementId, type Position, type ProposalId } from '@cap/contracts';
import type { ReferralId, ReportId, StayId, UnitId } from '@cap/contracts';
import { seededId } from '../random/seeded-id';
import type { CommandRecord, FinalState, History, HistoryRecord, TimedRecord } from './history';
import { checks, verdictOn } from './verdict';

const id = <T extends string>(label: string) => seededId(0, label) as unknown as T;
const unitId = id<UnitId>('unit');
const at = (time: string) => asInstant(`2028-01-03T${time}:00Z`);
const key = (label: string) => id<string>(`key ${label}`);
const expiresAt = at('13:00');

const [first, second, third] = ['first', 'second', 'third'].map((name) => ({
  referralId: id<ReferralId>(`referral ${name}`),
  proposalId: id<ProposalId>(`proposal ${name}`),
  placementId: id<PlacementId>(`placement ${name}`),
  stayId: id<StayId>(`stay ${name}`),
})) as [Named, Named, Named];
interface Named {
  referralId: ReferralId;
  proposalId: ProposalId;
  placementId: PlacementId;
  stayId: StayId;
}
const inherited = { stayId: id<StayId>('inherited'), placementId: id<PlacementId>('inherited placement') };

const command = (
  record: Omit<Extract<CommandRecord, { name: CommandRecord['name'] }>, 'kind' | 'key'>,
): CommandRecord => ({ kind: 'command', key: key(JSON.stringify(record)), ...record }) as CommandRecord;
const done = <Data>(data: Data) => ({ ok: true, data }) as const;

const submitted = ({ referralId }: Named): CommandRecord[] => [
  command({
    name: 'submit',
    at: at('09:00'),
    asked: { urgency: 'urgent', purpose: 'living' },
    answer: done({ referralId }),
  }),
  command({ name: 'triage', at: at('09:30'), asked: { referralId, outcome: 'to-matching' }, answer: done({}) }),
];
const proposed = ({ referralId, proposalId, placementId }: Named, time: string): CommandRecord =>
  command({
    name: 'propose',
    at: at(time),
    asked: { referralId, unitId },
    answer: done({ proposalId, placementId, expiresAt }),
  });
const report = (label: string, observed: string, occupied: number): HistoryRecord => ({
  kind: 'report',
  at: at('11:00'),
  via: 'http',
  report: { id: id<ReportId>(label), unitId, observedAt: at(observed), inOperation: 3, occupied },
  outcome: 'applied',
  code: null,
});
const free = (time: string, places: number): HistoryRecord => ({
  kind: 'free-shown',
  at: at(time),
  source: 'live',
  unitId,
  free: places,
});
const seen = (time: string, { proposalId }: Named, status: 'open' | 'expired'): HistoryRecord => ({
  kind: 'proposal-seen',
  at: at(time),
  proposalId,
  status,
  answeredAt: status === 'expired' ? expiresAt : null,
});

const final: FinalState = {
  kind: 'final',
  at: at('14:00'),
  referrals: [
    { referralId: first.referralId, status: 'placed' },
    { referralId: second.referralId, status: 'in-matching' },
  ],
  proposals: [
    { proposalId: first.proposalId, status: 'accepted', expiresAt, answeredAt: at('12:00') },
    { proposalId: second.proposalId, status: 'expired', expiresAt, answeredAt: expiresAt },
  ],
  stays: [
    {
      ...{ stayId: inherited.stayId, status: 'started', origin: 'inherited', unitId, proposalId: null },
      ...{ admittedOn: asLocalDate('2027-12-01'), admittedAt: null, endedOn: null, endedAt: null, plannedEnd: null },
    },
    {
      ...{ stayId: first.stayId, status: 'planned', origin: 'proposal', unitId, proposalId: first.proposalId },
      ...{ admittedOn: null, admittedAt: null, endedOn: null, endedAt: null, plannedEnd: null },
    },
  ],
  findings: [],
  capacities: [{ unitId, free: 0, report: { reportId: id<ReportId>('newer') } as never }],
};

const heard = (changeNo: number): HistoryRecord => ({
  ...{ kind: 'live-heard', client: 'listener', connection: 1, room: 'units/region', told: 'changes' },
  ...{ from: `1:${changeNo - 1}`, position: `1:${changeNo}`, changeNos: [changeNo], held: `1:${changeNo}` },
});
/** Each record that tells of something that was sent, as if it began after the answer to the one before. */
const timed = (history: History, start = 0): History =>
  history.flatMap((record, index): HistoryRecord[] => {
    const sent = sentIn(record);
    const began = start + index;
    return sent ? [record, { kind: 'timed', began, ended: began + 0.5, ...sent }] : [record];
  });
function sentIn(record: HistoryRecord): Pick<TimedRecord, 'at' | 'act'> | undefined {
  if (record.kind !== 'settled' && record.kind !== 'report' && record.kind !== 'command') return undefined;
  const { at: sentAt } = record;
  if (record.kind === 'settled') return { at: sentAt, act: { of: 'clock', to: sentAt } };
  if (record.kind === 'report') return { at: sentAt, act: { of: 'reports', reports: [record] } };
  const { name, key: own, asked, answer } = record;
  return { at: sentAt, act: { of: 'command', name, key: own, asked, answer } as TimedRecord['act'] };
}

const snapshotHeard: HistoryRecord = {
  ...{ kind: 'live-heard', client: 'listener', connection: 1, room: 'units/region', told: 'snapshot' },
  ...{ from: null, position: '1:3', changeNos: [2, 3], held: '1:3' },
};

/** A region of one unit with three places: one taken since long; one promised and accepted; one promised and expired. */
const clean: History = timed([
  command({
    name: 'take-stock',
    at: at('08:00'),
    asked: { stayId: inherited.stayId, unitId, moment: { on: '2027-12-01' } },
    answer: done(inherited),
  }),
  report('older', '10:00', 1),
  report('newer', '10:30', 1),
  ...submitted(first),
  ...submitted(second),
  free('09:30', 2),
  proposed(first, '11:30'),
  proposed(second, '11:30'),
  {
    kind: 'twice',
    at: at('11:30'),
    name: 'propose',
    how: 'same-key-at-once',
    answers: [done({ a: 1 }), done({ a: 1 })],
  },
  free('11:30', 0),
  seen('11:30', second, 'open'),
  command({
    name: 'accept',
    at: at('12:00'),
    asked: { proposalId: first.proposalId, plannedFrom: '2028-01-04' },
    answer: done({ stayId: first.stayId }),
  }),
  { kind: 'live-changes', known: '1:4', from: '1:4', position: '1:5' },
  { kind: 'settled', at: at('13:00') },
  seen('13:00', second, 'expired'),
  free('13:00', 1),
  {
    kind: 'live-picture',
    at: at('13:00'),
    fresh: 'snapshot',
    position: '1:5',
    rows: [{ unitId, held: 'x', read: 'x' }],
  },
  snapshotHeard,
  heard(4),
  heard(5),
  final,
]);

const withFinal = (change: Partial<FinalState>): History => [...clean.slice(0, -1), { ...final, ...change }];
const without = (leave: (record: HistoryRecord) => boolean): History => clean.filter((record) => !leave(record));
const before = (kind: HistoryRecord['kind'], ...added: HistoryRecord[]): History => {
  const index = clean.findIndex((record) => record.kind === kind);
  return [...clean.slice(0, index), ...added, ...clean.slice(index)];
};
const changed = (kind: HistoryRecord['kind'], change: object): History =>
  clean.map((record) => (record.kind === kind ? ({ ...record, ...change } as HistoryRecord) : record));

const dirty = (history: History): string[] =>
  verdictOn(history).checks.flatMap(({ name, violations }) => (violations.length > 0 ? [name] : []));

it('is clean on a history in which every check saw something and nothing is wrong', () => {
  const verdict = verdictOn(clean);
  expect(verdict.checks.flatMap(({ violations }) => violations)).toEqual([]);
  expect(verdict.checks.every(({ saw }) => saw > 0)).toBe(true);
  expect(verdict.clean).toBe(true);
});

const proposalRefused = command({
  name: 'propose',
  at: at('13:30'),
  asked: { referralId: third.referralId, unitId },
  answer: { ok: false, status: 409, code: 'no-free-place' },
});
const planted: readonly (readonly [check: string, what: string, history: History])[] = [
  ['once-promised', 'a third promise for two places', before('settled', proposed(third, '12:30'))],
  [
    'acknowledged-kept',
    'an accepted proposal that is still open',
    withFinal({
      proposals: [{ ...final.proposals[0]!, status: 'open' }, final.proposals[1]!],
    }),
  ],
  ['acknowledged-kept', 'a referral that is gone', withFinal({ referrals: [final.referrals[0]!] })],
  [
    'acknowledged-kept',
    'a stay with another day of admission',
    withFinal({
      stays: [{ ...final.stays[0]!, admittedOn: asLocalDate('2027-12-02') }, final.stays[1]!],
    }),
  ],
  ['free-adds-up', 'one place more than there is', changed('free-shown', { free: 2 })],
  [
    'stays-have-origin',
    'a stay out of nothing',
    withFinal({
      stays: [...final.stays, { ...final.stays[0]!, stayId: third.stayId }],
    }),
  ],
  [
    'stays-have-origin',
    'a stay with another origin',
    withFinal({
      stays: [{ ...final.stays[0]!, origin: 'bypass' }, final.stays[1]!],
    }),
  ],
  [
    'deadlines-in-time',
    'a proposal that is open after its deadline',
    before('live-picture', seen('13:00', second, 'open')),
  ],
  [
    'deadlines-in-time',
    'a proposal that expired before its deadline',
    before('settled', seen('12:30', second, 'expired')),
  ],
  [
    'deadlines-in-time',
    'a proposal that expired twice',
    withFinal({
      proposals: [final.proposals[0]!, { ...final.proposals[1]!, answeredAt: at('13:30') }],
    }),
  ],
  [
    'deadlines-in-time',
    'an acceptance after the deadline',
    clean.map((record) =>
      record.kind === 'command' && record.name === 'accept' ? { ...record, at: at('13:30') } : record,
    ),
  ],
  [
    'live-told-the-truth',
    'a picture that differs from a snapshot',
    changed('live-picture', {
      rows: [{ unitId, held: 'x', read: 'y' }],
    }),
  ],
  [
    'live-told-the-truth',
    'a gap that the listener was not told of',
    changed('live-changes', {
      from: '1:5' satisfies Position,
      position: '1:6',
    }),
  ],
  ['live-told-the-truth', 'a position that goes back', changed('live-changes', { position: '1:3' })],
  ['live-positions-rise', 'a client that hears the same changes again', before('final', heard(5))],
  [
    'claims-linearisable',
    'a place that was refused while one was free',
    before('final', ...timed([proposalRefused], clean.length)),
  ],
  ['once-done', 'the same command with two effects', changed('twice', { answers: [done({ a: 1 }), done({ a: 2 })] })],
  ['once-done', 'two keys with two effects', changed('twice', { how: 'other-key-at-once' })],
  [
    'once-done',
    'something that nobody was told of',
    withFinal({
      referrals: [...final.referrals, { referralId: third.referralId, status: 'in-matching' }],
    }),
  ],
  [
    'newest-report-stands',
    'an older report that stands',
    withFinal({
      capacities: [{ unitId, free: 0, report: { reportId: id<ReportId>('older') } as never }],
    }),
  ],
];

it.each(planted)('%s turns red: %s', (check, _what, history) => {
  expect(dirty(history)).toContain(check);
  expect(verdictOn(history).clean).toBe(false);
});

it('every check has a planted violation', () => {
  expect(new Set(planted.map(([check]) => check))).toEqual(new Set(checks.map(({ name }) => name)));
});

it.each(checks.map(({ name }) => [name]))('%s that saw nothing is not clean', (name) => {
  const verdict = verdictOn(
    [],
    checks.filter((check) => check.name === name),
  );
  expect(verdict.checks[0]).toMatchObject({ saw: 0, violations: [], clean: false });
  expect(verdict.clean).toBe(false);
});

it.each([
  ['free-adds-up', without(({ kind }) => kind === 'free-shown')],
  ['once-done', without(({ kind }) => kind === 'twice')],
  ['live-told-the-truth', without(({ kind }) => kind === 'live-picture')],
] as const)('%s alone keeps a history from being clean in which it saw nothing', (name, history) => {
  const check = verdictOn(history).checks.find((candidate) => candidate.name === name);
  expect(check).toMatchObject({ saw: 0, clean: false });
});
