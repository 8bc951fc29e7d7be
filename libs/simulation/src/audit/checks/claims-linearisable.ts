import type { UnitId } from '@cap/contracts';
import type { Check } from '../check';
import { unitHistories, type UnitHistory } from '../claims/unit-histories';
import { unitModel, type UnitPlaces } from '../claims/unit-model';
import type { UnitOperation } from '../claims/unit-operation';
import { linearisable, type Spanned } from '../linearisable';
import { freeOf } from '../free';

/**
 * PRP-1, with what overlapped: of each unit there is an order of all that was done to its places, each between its begin
 * and its end, in which every answer is right. What got no answer may have been done at any moment after it began, or
 * never. `saw` counts the proposals that were made, or refused because the unit was full.
 */
export const claimsLinearisable: Check = {
  name: 'claims-linearisable',
  asks: 'Wat tegelijk gebeurde, kan ook na elkaar zijn gebeurd.',
  run(history) {
    let saw = 0;
    const violations: string[] = [];
    for (const [unitId, own] of unitHistories(history)) {
      saw += own.filter(({ operation: { does }, ended }) => ended !== null && isProposal(does)).length;
      violations.push(...judge(unitId, own));
    }
    return { saw, violations };
  },
};

const isProposal = (does: UnitOperation['does']): boolean => does === 'hold' || does === 'find-full';

function judge(unitId: UnitId, own: UnitHistory): string[] {
  const judgement = linearisable(unitModel(unitId), own);
  if (judgement.found === 'an-order') return [];
  const what = `unit ${unitId}: ${textOf(judgement.at)}`;
  if (judgement.found === 'too-many') return [`${what}: too much overlapped to say whether there is an order.`];
  return [`${what} was answered as it cannot have been; ${[...new Set(judgement.met.map(placesIn))].join(' or ')}.`];
}

const textOf = ({ operation: { does, ...rest }, began, ended }: Spanned<UnitOperation>): string =>
  `${does} ${JSON.stringify(rest)} between ${began.toFixed(3)} and ${ended?.toFixed(3)} ms`;

function placesIn({ report, claims }: UnitPlaces): string {
  const standing = [...claims.values()].filter(({ status }) => status !== 'released');
  const listed = standing.map(({ placementId, status }) => `${placementId} ${status}`).join(', ');
  return `it was met with ${freeOf(report, claims.values())} free places (${listed || 'no claims'})`;
}
