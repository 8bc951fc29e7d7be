import {
  expertises,
  languages,
  securityLevels,
  sexes,
  targetGroups,
  type CaseBody,
  type Expertise,
  type Language,
  type MomentOrDay,
  type PersonBody,
  type SecurityLevel,
  type Sex,
  type TargetGroup,
} from '@cap/contracts';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { IsLocalDate, IsMoment, MomentOrDayGiven } from './checks';

/** Bodies that several resources share. */

export class PersonDto implements PersonBody {
  @IsOptional() @IsString() bsn?: string;
  @IsOptional() @IsBoolean() provisional?: boolean;
  @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
  @IsLocalDate() birthDate!: string;
  @IsIn(sexes) sex!: Sex;
}

export class CaseDto implements CaseBody {
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(targetGroups, { each: true }) targetGroups!: TargetGroup[];
  @IsArray() @ArrayUnique() @IsIn(expertises, { each: true }) expertise!: Expertise[];
  @IsIn(securityLevels) security!: SecurityLevel;
  @IsIn(languages) language!: Language;
  @IsInt() @Min(1000) @Max(9999) postcode!: number;
  @IsString() @IsNotEmpty() @MaxLength(20_000) situation!: string;
}

/** A moment, or a day where only that is known. */
export class MomentOrDayDto implements MomentOrDay {
  @ValidateIf((body: MomentOrDay) => body.at !== undefined || body.on === undefined)
  @MomentOrDayGiven()
  @IsMoment()
  at?: string;

  @ValidateIf((body: MomentOrDay) => body.on !== undefined)
  @MomentOrDayGiven()
  @IsLocalDate()
  on?: string;
}
