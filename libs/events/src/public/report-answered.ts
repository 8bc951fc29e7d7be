import {
  refusals,
  reportOutcomes,
  type AvailabilityReport,
  type RefusalCode,
  type ReportId,
  type ReportOutcome,
  type RuleId,
  type UnitId,
} from '@cap/contracts';
import { anyNumber, id, maybe, object, oneOf, ourWords, textOf } from './fields';
import { schemaHead } from './schema-parts';

/** The `data` of `nl.haaglanden.cap.availability-reports.answered.v1`: a refusal, or an applied report's warning. */
export interface ReportAnswered {
  /** The id of the report's CloudEvent. */
  readonly reportId: ReportId;
  readonly unitId: UnitId;
  readonly outcome: ReportOutcome;
  /** The rule that refused or warned, such as `CPY-2`. */
  readonly rule: RuleId;
  /** With `refused`. */
  readonly code?: RefusalCode;
  /** In Dutch: what is wrong, and what to do. A sentence of our own, with the values filled in. */
  readonly message: string;
  /** What decided it. */
  readonly values?: ReportValues;
}

/** Of the report, or of what it was held against. */
interface ReportValues {
  readonly reportId?: ReportId;
  readonly unitId?: UnitId;
  /** The field of the report that cannot be. */
  readonly field?: keyof AvailabilityReport;
  readonly value?: number;
  readonly most?: number;
  readonly inOperation?: number;
  readonly observedAt?: string;
  readonly receivedAt?: string;
}

/** Those of the rules on availability: no other rule refuses a report. */
const codes = (Object.keys(refusals) as RefusalCode[]).filter((code) => refusals[code].startsWith('CPY-'));
const reportFields: readonly (keyof AvailabilityReport)[] = [
  'inOperation',
  'occupied',
  'occupiedOtherRegions',
  'waitingDays',
  'expectedFree',
  'countsPlacements',
];

export const reportAnsweredSchema = {
  ...schemaHead('availability-reports.answered.v1'),
  ...object<ReportAnswered>({
    reportId: id<ReportId>(),
    unitId: id<UnitId>(),
    outcome: oneOf(reportOutcomes),
    rule: oneOf<RuleId>([...new Set(codes.map((code) => refusals[code]))]),
    code: maybe(oneOf<RefusalCode>(codes)),
    message: ourWords(),
    values: maybe(
      object<ReportValues>({
        reportId: maybe(id<ReportId>()),
        unitId: maybe(id<UnitId>()),
        field: maybe(oneOf<keyof AvailabilityReport>(reportFields)),
        value: maybe(anyNumber()),
        most: maybe(anyNumber()),
        inOperation: maybe(anyNumber()),
        observedAt: maybe(textOf('date-time')),
        receivedAt: maybe(textOf('date-time')),
      }),
    ),
  }).schema,
};
