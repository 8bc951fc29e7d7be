import type { RefusalCode, ReportId, ReportOutcome, RuleId, UnitId } from '@cap/contracts';
import { schemaHead, uuid } from './schema-parts';

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
  /** In Dutch: what is wrong, and what to do. */
  readonly message: string;
  /** The numbers, dates and ids that decided it. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export const reportAnsweredSchema = {
  ...schemaHead('availability-reports.answered.v1'),
  type: 'object',
  required: ['reportId', 'unitId', 'outcome', 'rule', 'message'],
  additionalProperties: false,
  properties: {
    reportId: uuid,
    unitId: uuid,
    outcome: { enum: ['applied', 'unchanged', 'older', 'repeated', 'refused'] },
    rule: { type: 'string', pattern: '^[A-Z]{3}-[0-9]+$' },
    code: { type: 'string', pattern: '^[a-z0-9-]+$' },
    message: { type: 'string', minLength: 1 },
    values: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
  },
} as const;
