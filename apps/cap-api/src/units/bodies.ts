import {
  careForms,
  expertises,
  languages,
  purposes,
  reportingWays,
  securityLevels,
  sexPolicies,
  targetGroups,
  type AgreeCapacity,
  type CareForm,
  type Expertise,
  type Language,
  type Purpose,
  type RegisterUnit,
  type ReportingWay,
  type SecurityLevel,
  type SexPolicy,
  type TargetGroup,
  type UnitProfileBody,
} from '@cap/contracts';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsCapId, IsLocalDate } from '../edge/checks';

const oldest = 23;
const mostPlaces = 500;

export class UnitProfileDto implements UnitProfileBody {
  @IsIn(purposes) purpose!: Purpose;
  @IsIn(careForms) careForm!: CareForm;
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(targetGroups, { each: true }) targetGroups!: TargetGroup[];
  @IsArray() @ArrayUnique() @IsIn(expertises, { each: true }) expertise!: Expertise[];
  @IsInt() @Min(0) @Max(oldest) minAge!: number;
  @IsInt() @Min(0) @Max(oldest) maxAge!: number;
  @IsIn(sexPolicies) sexPolicy!: SexPolicy;
  @IsIn(securityLevels) security!: SecurityLevel;
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(languages, { each: true }) languages!: Language[];
  @IsIn(reportingWays) reporting!: ReportingWay;
  @IsInt() @Min(0) @Max(mostPlaces) ceiling!: number;
}

export class RegisterUnitDto extends UnitProfileDto implements RegisterUnit {
  @IsCapId() unitId!: string;
  @IsCapId() locationId!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
}

export class AgreeCapacityDto implements AgreeCapacity {
  @IsCapId() agreementId!: string;
  @IsLocalDate() from!: string;
  @IsOptional() @IsLocalDate() until?: string;
  @IsOptional() @IsInt() @Min(0) @Max(mostPlaces) places?: number;
}
