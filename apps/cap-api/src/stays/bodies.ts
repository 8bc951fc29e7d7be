import {
  correctionReasons,
  destinations,
  endReasons,
  municipalityCodes,
  perspectives,
  purposes,
  type CorrectionReason,
  type CorrectMoment,
  type Destination,
  type EndReason,
  type EndStay,
  type LocalDate,
  type MunicipalityCode,
  type Perspective,
  type PlanStayEnd,
  type Purpose,
  type RecordBypass,
  type RecordInheritedStay,
} from '@cap/contracts';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { MomentOrDayDto, PersonDto } from '../edge/bodies';
import { IsCapId, IsLocalDate } from '../edge/checks';

export class ConfirmAdmissionDto extends MomentOrDayDto {}

export class EndStayDto extends MomentOrDayDto implements EndStay {
  @IsIn(endReasons) reason!: EndReason;
  @IsIn(destinations) destination!: Destination;
}

export class CorrectMomentDto extends MomentOrDayDto implements CorrectMoment {
  @IsIn(correctionReasons) reason!: CorrectionReason;
}

export class PlanStayEndDto implements PlanStayEnd {
  @IsLocalDate() plannedEnd!: LocalDate;
}

export class RecordInheritedStayDto extends MomentOrDayDto implements RecordInheritedStay {
  @IsCapId() stayId!: string;
  @IsCapId() unitId!: string;
  @IsDefined() @ValidateNested() @Type(() => PersonDto) person!: PersonDto;
  @IsIn(purposes) purpose!: Purpose;
  @IsIn(perspectives) perspective!: Perspective;
}

export class RecordBypassDto extends MomentOrDayDto implements RecordBypass {
  @IsCapId() unitId!: string;
  @IsDefined() @ValidateNested() @Type(() => PersonDto) person!: PersonDto;
  @IsOptional() @IsCapId() referrerId?: string;
  @IsOptional() @IsIn(municipalityCodes) municipality?: MunicipalityCode;
}
