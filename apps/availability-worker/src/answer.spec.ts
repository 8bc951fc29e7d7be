import type { ReportResult } from '@cap/capacity';
import { asId, asInstant, refuse, type ProviderId, type ReportId, type UnitId } from '@cap/contracts';
import { eventFlaws } from '@cap/kafka';
import { answerTo } from './answer';

const id = asId<ReportId>('7f7cf1f2-6bb2-4a39-8a4e-0c5a3f5b8d11');
const unitId = asId<UnitId>('0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10');
const context = {
  providerId: asId<ProviderId>('11111111-2222-4333-8444-555555555555'),
  receivedAt: asInstant('2028-01-03T08:00:00Z'),
  source: 'urn:nld:oin:00000000000000000000:systeem:cap',
};
const dataOf = (result: ReportResult): unknown => JSON.parse(String(answerTo(result, context)!.value));
const refused = (code: Parameters<typeof refuse>[0], values = {}): ReportResult => ({
  id,
  unitId,
  outcome: 'refused',
  refusal: refuse(code, { unitId, ...values }),
});

describe('the answer to a report', () => {
  it('names rule, code, report, unit, and in Dutch what to do (CPY-2)', () => {
    const result = refused('report-contradicts-itself', { field: 'occupied', value: 9, most: 8 });
    expect(dataOf(result)).toEqual({
      reportId: id,
      unitId,
      outcome: 'refused',
      rule: 'CPY-2',
      code: 'report-contradicts-itself',
      message:
        'Meld de juiste aantallen. De vorige melding blijft gelden. Het aantal bezette plekken is 9. Het kan niet meer zijn dan 8. Dat volgt uit regel CPY-2.',
      values: { unitId, field: 'occupied', value: 9, most: 8 },
    });
  });

  it.each([
    refused('unit-unknown'),
    refused('unit-of-another-provider'),
    refused('report-contradicts-itself', { field: 'occupied', value: -1 }),
    refused('report-above-agreement', { inOperation: 9, most: 8 }),
    refused('report-from-the-future', {
      observedAt: '2028-01-03T08:03:00+00:00',
      receivedAt: '2028-01-03T08:00:00.000Z',
    }),
    refused('report-id-reused'),
    { id, unitId, outcome: 'applied', warning: { inOperation: 9, ceiling: 8 } } as const,
  ])('fits its schema and the government profile, in sentences of its own', (result) => {
    const { key, value, headers } = answerTo(result, context)!;
    expect(eventFlaws({ key: Buffer.from(key!), value: Buffer.from(value!), headers: headers! })).toEqual([]);
    expect((dataOf(result) as { message: string }).message).not.toMatch(/vanwege regel|undefined/);
  });

  it('has the same id when the same report is refused again, so that a repeat is recognised', () => {
    const idOf = (result: ReportResult): unknown => answerTo(result, context)!.headers!['ce_id'];
    expect(idOf(refused('unit-unknown'))).toBe(idOf(refused('unit-unknown')));
    expect(idOf(refused('unit-unknown'))).not.toBe(idOf(refused('report-id-reused')));
  });

  it.each(['applied', 'unchanged', 'older', 'repeated'] as const)('is not given to a report that is %s', (outcome) => {
    expect(answerTo({ id, unitId, outcome }, context)).toBeNull();
  });
});
