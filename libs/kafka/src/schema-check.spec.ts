import { availabilityReportedSchema, reportAnsweredSchema } from '@cap/events';
import { schemaCheck } from './schema-check';

const unit = '0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10';
const report = { unitId: unit, observedAt: '2028-01-03T09:00:00+01:00', inOperation: 8, occupied: 5 };
const full = {
  ...report,
  occupiedOtherRegions: 1,
  countsPlacements: [unit],
  expectedFree: [{ date: '2028-02-29', places: 1 }],
  waitingDays: 30,
};

describe('the data of a report', () => {
  const check = schemaCheck(availabilityReportedSchema);

  it.each([report, full, { ...report, occupied: -1 }])('can be read, right or wrong', (data) => {
    expect(check(data)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['/unitId required', { ...report, unitId: undefined }],
    ['/unitId pattern', { ...report, unitId: `urn:uuid:${unit}` }],
    ['/observedAt format', { ...report, observedAt: '2028-01-03T09:00:00' }],
    ['/occupied type', { ...report, occupied: 1.5 }],
    ['/inOperation maximum', { ...report, inOperation: 3_000_000_000 }],
    ['/expectedFree/0/date format', { ...full, expectedFree: [{ date: '2027-02-29', places: 1 }] }],
    ['/countsPlacements uniqueItems', { ...full, countsPlacements: [unit, unit] }],
    ['/ additionalProperties', { ...report, occupiedOtherRegion: 1 }],
    ['/ type', 'text'],
  ])('is unreadable: %s', (detail, data) => {
    const asSent: unknown = JSON.parse(JSON.stringify(data));
    expect(check(asSent)).toEqual({ reason: 'wrong-data', detail });
  });

  it('never repeats what it read', () => {
    expect(JSON.stringify(check({ ...report, unitId: 'Jan Jansen', 'Jan Jansen': 1 }))).not.toContain('Jansen');
  });
});

describe('the data of an answer', () => {
  it('names report, unit and rule', () => {
    const check = schemaCheck(reportAnsweredSchema);
    const answer = {
      reportId: unit,
      unitId: unit,
      outcome: 'refused',
      rule: 'CPY-2',
      code: 'report-contradicts-itself',
      message: 'Nee.',
    };
    expect(check(answer)).toBeNull();
    expect(check({ ...answer, rule: 'nothing' })).toEqual({ reason: 'wrong-data', detail: '/rule enum' });
  });
});
