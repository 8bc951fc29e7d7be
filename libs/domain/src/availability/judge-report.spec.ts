import { isRefusal, type AvailabilityReport, type ProviderId } from '@cap/contracts';
import type { ReportedUnit, ReportFacts } from '@cap/events';
import { day, monday, moment, sampleId } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { judgeReport, type ReportAccepted } from './judge-report';

const providerId = sampleId<ProviderId>(1);
const report: AvailabilityReport = {
  unitId: sampleId(2),
  observedAt: monday,
  inOperation: 8,
  occupied: 6,
  occupiedOtherRegions: 1,
};
const places = (count: number | null) => ({ from: day('2028-01-01'), until: day('2028-12-31'), places: count });
const unit: ReportedUnit = { providerId, ceiling: 10, agreements: [places(8)] };
const facts: ReportFacts = { providerId, receivedAt: monday, aheadMinutes: 2, unit };
const judge = (changes: Partial<AvailabilityReport>, changed: Partial<ReportedUnit> = {}) =>
  judgeReport({ ...report, ...changes }, { ...facts, unit: { ...unit, ...changed } });

describe('judge a report of availability', () => {
  it('takes one that is right, in silence', () => expect(judgeReport(report, facts)).toEqual({}));

  it('CPY-6, CPY-10: takes everything that a report may say', () =>
    expect(
      judge({
        countsPlacements: [sampleId(7), sampleId(8)],
        expectedFree: [{ date: '2028-02-01', places: 2 }],
        waitingDays: 30,
      }),
    ).toEqual({}));

  describe('refuses', () => {
    interface Case {
      readonly report: AvailabilityReport;
      readonly facts: ReportFacts;
    }
    const asDecision = (outcome: ReturnType<typeof judgeReport>) => (isRefusal(outcome) ? outcome : []);
    refusesInOrder<Case>({ report, facts }, (c) => asDecision(judgeReport(c.report, c.facts)), [
      { rule: 'CPY-1', code: 'unit-unknown', spoil: (c) => ({ ...c, facts: { ...c.facts, unit: undefined } }) },
      {
        rule: 'CPY-1',
        code: 'unit-of-another-provider',
        spoil: (c) => ({ ...c, facts: { ...c.facts, providerId: sampleId(9) } }),
      },
      {
        rule: 'CPY-2',
        code: 'report-contradicts-itself',
        spoil: (c) => ({ ...c, report: { ...c.report, occupied: -1 } }),
      },
      {
        rule: 'CPY-2',
        code: 'report-above-agreement',
        spoil: (c) => ({ ...c, report: { ...c.report, inOperation: 9 } }),
      },
      {
        rule: 'CPY-3',
        code: 'report-from-the-future',
        spoil: (c) => ({ ...c, report: { ...c.report, observedAt: moment('2028-01-03T09:02:00.001Z') } }),
      },
    ]);
  });

  it.each<[string, Partial<AvailabilityReport>]>([
    ['fewer than none in operation', { inOperation: -1 }],
    ['fewer than none occupied', { occupied: -1 }],
    ['half a place', { inOperation: 7.5 }],
    ['no number', { occupied: Number.NaN }],
    ['more occupied than in operation', { occupied: 9 }],
    ['more from other regions than occupied', { occupiedOtherRegions: 7 }],
    ['a negative waiting time', { waitingDays: -1 }],
    ['a negative number of places to come', { expectedFree: [{ date: '2028-02-01', places: -1 }] }],
    ['more placements than occupied', { occupied: 1, countsPlacements: [sampleId(7), sampleId(8)] }],
  ])('CPY-2 report-contradicts-itself: %s', (_, changes) =>
    expect(judge(changes)).toMatchObject({ refused: 'report-contradicts-itself', rule: 'CPY-2' }),
  );

  describe('CPY-2: what is above agreement or ceiling', () => {
    const above: unknown = expect.objectContaining({ refused: 'report-above-agreement', rule: 'CPY-2' });
    const warned: unknown = { warning: { inOperation: 11, ceiling: 10 } } satisfies ReportAccepted;

    it.each([
      ['above an agreement in force', 9, { agreements: [places(8)] }, above],
      ['above the ceiling, within an agreement in force', 11, { agreements: [places(12)] }, above],
      ['above the ceiling, the agreement has no number', 11, { agreements: [places(null)] }, warned],
      ['above the ceiling, no agreement', 11, { agreements: [] }, warned],
      ['within the ceiling, no agreement', 10, { agreements: [] }, {}],
      ['above an agreement that is over', 9, { agreements: [{ ...places(8), until: day('2028-01-02') }] }, {}],
      ['above an agreement that is to come', 9, { agreements: [{ ...places(8), from: day('2028-01-04') }] }, {}],
      ['on the last day of an agreement', 9, { agreements: [{ ...places(8), until: day('2028-01-03') }] }, above],
    ])('%s', (_, inOperation, changed, outcome) => expect(judge({ inOperation }, changed)).toEqual(outcome));

    it('the day is the Amsterdam day of the observation', () => {
      const received = { ...facts, receivedAt: moment('2028-01-04T09:00:00.000Z') };
      const fromTuesday = { ...unit, agreements: [{ ...places(8), from: day('2028-01-04') }] };
      const observed = (observedAt: string) =>
        judgeReport({ ...report, inOperation: 9, observedAt }, { ...received, unit: fromTuesday });
      expect(observed('2028-01-03T22:59:59.999Z')).toEqual({});
      expect(observed('2028-01-03T23:00:00.000Z')).toEqual(above);
    });
  });

  it('CPY-3: two minutes ahead of its receipt is still taken, and any time behind it', () => {
    expect(judge({ observedAt: '2028-01-03T09:02:00.000Z' })).toEqual({});
    expect(judge({ observedAt: '2027-12-01T09:00:00.000Z' })).toEqual({});
  });
});
