import { asInstant, type PlacementId, type UnitId } from '@cap/contracts';
import { freeOf, isNewer, type Claim, type KnownReport } from './free';

const placementId = 'placement' as PlacementId;
const at = (time: string) => asInstant(`2028-01-03T${time}:00Z`);
const report = (observed: string, named?: string[]): KnownReport => ({
  ...{ id: 'report', unitId: 'unit', observedAt: at(observed), inOperation: 4, occupied: 1 },
  ...(named && { countsPlacements: named }),
});
const claim = (status: Claim['status'], moments: Partial<Claim> = {}): Claim => ({
  ...{ placementId, unitId: 'unit' as UnitId, status },
  ...moments,
});
const admitted = claim('admitted', { admittedBy: at('09:00') });
const ended = claim('ended', { admittedBy: at('08:00'), endedFrom: at('10:00'), endedBy: at('11:00') });

it.each<[string, number, KnownReport | undefined, Claim]>([
  ['a promise takes one', 2, report('12:00'), claim('held')],
  ['an acceptance takes one', 2, report('12:00'), claim('accepted')],
  ['a released promise takes none', 3, report('12:00'), claim('released')],
  ['who came before the count is in it', 3, report('09:00'), admitted],
  ['who came after the count is not', 2, report('08:59'), admitted],
  ['who is named is in it, whatever the CAP knows', 3, report('08:00', [placementId]), claim('held')],
  ['who is not named is not in it', 2, report('12:00', []), admitted],
  ['who left after the count gives one back', 4, report('09:59'), ended],
  ['who had left at the count gives none', 3, report('10:00'), ended],
  ['who was named and left later gives one back', 4, report('10:30', [placementId]), ended],
  ['who came and left after the count changes nothing', 3, report('07:00'), ended],
  ['a unit that was never heard of has what it promised below zero', -1, undefined, claim('held')],
])('%s', (_what, free, standing, one) => {
  expect(freeOf(standing, [one])).toBe(free);
});

it('orders reports by the moment that they speak of, then by id', () => {
  expect(isNewer(report('10:01'), report('10:00'))).toBe(true);
  expect(isNewer({ ...report('10:00'), id: 'b' }, { ...report('10:00'), id: 'a' })).toBe(true);
  expect(isNewer(report('10:00'), report('10:00'))).toBe(false);
});
