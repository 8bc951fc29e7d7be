import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** What every list takes: where to go on, how much, and which event must be in it. */
export class PageQuery {
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
  /** The `Cap-Written` of a command: the list waits up to two seconds until that is in it. */
  @IsOptional() @IsString() @MaxLength(120) after?: string;
}
