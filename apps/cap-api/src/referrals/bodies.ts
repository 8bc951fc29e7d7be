import {
  careForms,
  municipalityCodes,
  perspectives,
  purposes,
  referralWithdrawalReasons,
  returnReasons,
  urgencies,
  type CareForm,
  type CompleteReferral,
  type DecideTriage,
  type MunicipalityCode,
  type Perspective,
  type ProposePlace,
  type Purpose,
  type ReferralWithdrawalReason,
  type ReturnReason,
  type SubmitReferral,
  type UnitId,
  type Urgency,
  type WithdrawReferral,
} from '@cap/contracts';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCapId, IsFlag } from '../edge/checks';
import { CaseDto, PersonDto } from '../edge/bodies';

export class CompleteReferralDto implements CompleteReferral {
  @IsDefined() @ValidateNested() @Type(() => CaseDto) case!: CaseDto;
  @IsIn(municipalityCodes) municipality!: MunicipalityCode;
  @IsIn(purposes) purpose!: Purpose;
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(careForms, { each: true }) careForms!: CareForm[];
  @IsIn(urgencies) urgency!: Urgency;
  @IsIn(perspectives) perspective!: Perspective;
}

export class SubmitReferralDto extends CompleteReferralDto implements SubmitReferral {
  @IsDefined() @ValidateNested() @Type(() => PersonDto) person!: PersonDto;
}

export class DecideTriageDto implements DecideTriage {
  @IsIn(['to-matching', 'return-for-completion']) outcome!: DecideTriage['outcome'];

  @ValidateIf((body: DecideTriage) => body.outcome === 'return-for-completion')
  @IsIn(returnReasons)
  reason?: ReturnReason;

  /** One that is left out is empty: REF-5 refuses it, in its own words. */
  @IsString() @MaxLength(5000) explanation = '';
}

export class WithdrawReferralDto implements WithdrawReferral {
  @IsIn(referralWithdrawalReasons) reason!: ReferralWithdrawalReason;
}

export class ProposePlaceDto implements ProposePlace {
  @IsCapId() unitId!: UnitId;
}

export class CandidatesQuery {
  /** `true` tells of the other units why they are not candidates (MAT-1). */
  @IsOptional() @IsFlag() excluded?: boolean;
}
