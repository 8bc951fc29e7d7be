import { publicTopics } from '@cap/events';
import type { RegisterWebhook, ResumeWebhook } from '@cap/contracts';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { IsCapId } from '../edge/checks';

/** A secret of at least 24 bytes; `whsec_` says to a person what it is. */
const secretPattern = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/;

/** An address to send to: no name or password in it, and no part that a server never gets. */
function isAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, username, password, hash } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && username + password + hash === '';
}

const IsPosition = () => (prototype: object, property: string) => {
  for (const check of [IsOptional(), IsInt(), Min(0), Max(Number.MAX_SAFE_INTEGER)]) check(prototype, property);
};

export class RegisterWebhookDto implements RegisterWebhook {
  @IsCapId() webhookId!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
  @MaxLength(2000) @ValidateBy({ name: 'isAddress', validator: { validate: isAddress } }) url!: string;
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(publicTopics, { each: true }) topics!: string[];
  @Matches(secretPattern) secret!: string;
  @IsPosition() after?: number;
}

export class ResumeWebhookDto implements ResumeWebhook {
  @IsPosition() after?: number;
}
