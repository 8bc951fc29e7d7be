import { careFormNames, type ExcludedUnitView, type HardCriterion, type LocalDate } from '@cap/contracts';
import { inForceOn } from '../unit/agreement';
import { allFailures, needOnDay, type NeedOnDay } from './hard-criteria';
import type { Need, UnitToRank } from './need';
import {
  expertiseWords,
  listed,
  purposeWords,
  securityWords,
  sexPolicyWords,
  sexWords,
  targetGroupWords,
  years,
} from './words';

type Words = (asked: NeedOnDay, unit: UnitToRank) => { asked: string; has: string };

/** MAT-4: of each hard criterion what was asked and what the unit has, in Dutch. */
const explain = {
  purpose: ({ need }, unit) => ({ asked: purposeWords[need.purpose], has: purposeWords[unit.purpose] }),
  'care-form': ({ need }, unit) => ({
    asked: listed(
      need.careForms.map((form) => careFormNames[form]),
      'geen',
    ),
    has: careFormNames[unit.careForm],
  }),
  age: ({ age }, unit) => ({ asked: years(age), has: `${unit.minAge} tot en met ${years(unit.maxAge)}` }),
  'target-group': ({ need }, unit) => ({
    asked: listed(
      need.targetGroups.map((group) => targetGroupWords[group]),
      'geen',
    ),
    has: listed(
      unit.targetGroups.map((group) => targetGroupWords[group]),
      'geen',
    ),
  }),
  'sex-policy': ({ need }, unit) => ({ asked: sexWords[need.sex], has: sexPolicyWords[unit.sexPolicy] }),
  security: ({ need }, unit) => ({ asked: securityWords[need.security], has: securityWords[unit.security] }),
  expertise: ({ need }, unit) => ({
    asked: listed(
      need.expertise.map((item) => expertiseWords[item]),
      'geen',
    ),
    has: listed(
      unit.expertise.map((item) => expertiseWords[item]),
      'geen',
    ),
  }),
  agreement: ({ today }, unit) => ({
    asked: 'een afspraak die vandaag geldt',
    has: unit.agreements.some((agreement) => inForceOn(agreement, today))
      ? 'een afspraak die vandaag geldt'
      : 'geen afspraak die vandaag geldt',
  }),
  'free-today': (_, unit) => ({ asked: 'een vrije plek vandaag', has: placesInWords(unit) }),
} satisfies Record<HardCriterion, Words>;

const placesInWords = ({ free, observedAt }: UnitToRank): string => {
  if (observedAt === null) return 'nog nooit gemeld';
  return free >= 1 ? `${free} vrij` : 'geen vrije plek';
};

/** MAT-1, MAT-4: every unit that fails, with all that it fails; by unit id. */
export function excludedUnits(need: Need, units: Iterable<UnitToRank>, today: LocalDate): ExcludedUnitView[] {
  const asked = needOnDay(need, today);
  const excluded: ExcludedUnitView[] = [];
  for (const unit of units) {
    const failed = allFailures(asked, unit);
    if (failed.length === 0) continue;
    const fails = failed.map((criterion) => ({
      criterion,
      rule: 'MAT-1' as const,
      ...explain[criterion](asked, unit),
    }));
    excluded.push({ unitId: unit.unitId, name: unit.name, fails });
  }
  return excluded.sort((one, other) => (one.unitId < other.unitId ? -1 : 1));
}
