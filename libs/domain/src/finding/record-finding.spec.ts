import { asInstant, BrokenInvariant } from '@cap/contracts';
import { decider } from '@cap/testing';
import { sampleId } from '../ids.samples';
import {
  closeFinding,
  recordBypassFinding,
  recordUnitFinding,
  type BypassFinding,
  type UnitFinding,
} from './record-finding';
import { findingFold } from './state';

const finding = decider(findingFold.initialState, findingFold.evolve);
const bypass: BypassFinding = {
  findingId: sampleId(1),
  stayId: sampleId(2),
  personId: sampleId(3),
  unitId: sampleId(4),
  providerId: sampleId(5),
  referrerId: null,
  municipality: 'GM0503',
};
const ofUnit: UnitFinding = {
  findingId: sampleId(1),
  kind: 'unexplained-occupancy',
  unitId: sampleId(4),
  providerId: sampleId(5),
  since: asInstant('2028-03-20T09:00:00.000Z'),
};

describe('record a finding', () => {
  it('CAP-3, CAP-7: a bypass, with everyone in it', () => {
    finding
      .given()
      .when((state) => recordBypassFinding(bypass, state))
      .thenEvents([{ type: 'BypassRecorded', data: bypass }]);
  });

  it.each(['unexplained-occupancy', 'overcommitted'] as const)('CAP-3, CPY-4: about a unit: %s', (kind) => {
    finding
      .given()
      .when((state) => recordUnitFinding({ ...ofUnit, kind }, state))
      .thenEvents([{ type: 'UnitFindingRecorded', data: { ...ofUnit, kind } }]);
  });

  it('is recorded once', () => {
    const { state } = finding.given({ type: 'BypassRecorded', data: bypass });
    expect(() => recordBypassFinding(bypass, state)).toThrow(BrokenInvariant);
    expect(() => recordUnitFinding(ofUnit, state)).toThrow(BrokenInvariant);
  });

  it('CPY-4: closes when its cause is gone, once', () => {
    const { findingId } = ofUnit;
    const close = (state: Parameters<typeof closeFinding>[1]) => closeFinding({ findingId }, state);
    const recorded = { type: 'UnitFindingRecorded', data: ofUnit } as const;
    const closed = { type: 'FindingClosed', data: { findingId } } as const;
    finding.given(recorded).when(close).thenEvents([closed]);
    finding.given(recorded, closed).when(close).thenEvents([]);
    finding.given().when(close).thenEvents([]);
  });
});
