import type { AvailabilityReport } from '@cap/contracts';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, ValidateNested } from 'class-validator';
import { IsCapId, IsLocalDate, IsMoment } from '../edge/checks';

const mostReports = 1000;
const mostPlacements = 500;

class ExpectedFreeDto {
  @IsLocalDate() date!: string;
  @IsInt() places!: number;
}

/** Shapes only; whether the figures can be is for the rules (CPY-2), so that a report by Kafka is judged alike. */
export class ReportDto implements AvailabilityReport {
  @IsCapId() id!: string;
  @IsCapId() unitId!: string;
  @IsMoment() observedAt!: string;
  @IsInt() inOperation!: number;
  @IsInt() occupied!: number;
  @IsOptional() @IsInt() occupiedOtherRegions?: number;
  @IsOptional() @IsArray() @ArrayMaxSize(mostPlacements) @IsCapId({ each: true }) countsPlacements?: string[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ExpectedFreeDto)
  expectedFree?: ExpectedFreeDto[];
  @IsOptional() @IsInt() waitingDays?: number;
}

export class ReportAvailabilityDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostReports)
  @ValidateNested({ each: true })
  @Type(() => ReportDto)
  reports!: ReportDto[];
}
