import type { FindingEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { BrokenInvariant } from '../decide';
import { sampleId } from '../ids.samples';
import { findingFold, recordFinding } from './record-finding';

const finding = decider(findingFold.initialState, findingFold.evolve);
const data: FindingEvent['data'] = {
  findingId: sampleId(1),
  stayId: sampleId(2),
  personId: sampleId(3),
  unitId: sampleId(4),
  providerId: sampleId(5),
  referrerId: null,
  municipality: 'GM0503',
};

describe('record a finding', () => {
  it('CAP-3, CAP-7: a bypass, with everyone in it', () => {
    finding
      .given()
      .when((state) => recordFinding(data, state))
      .thenEvents([{ type: 'BypassRecorded', data }]);
  });

  it('is recorded once', () => {
    const { state } = finding.given({ type: 'BypassRecorded', data });
    expect(() => recordFinding(data, state)).toThrow(BrokenInvariant);
  });
});
