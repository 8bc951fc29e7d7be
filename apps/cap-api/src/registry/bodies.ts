import {
  municipalityCodes,
  providerRoles,
  referrerTypes,
  type AddLocation,
  type MunicipalityCode,
  type ProviderRole,
  type ReferrerType,
  type RegisterProvider,
  type RegisterReferrer,
} from '@cap/contracts';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsCapId } from '../edge/checks';

export class RegisterReferrerDto implements RegisterReferrer {
  @IsCapId() referrerId!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
  @IsIn(referrerTypes) referrerType!: ReferrerType;
  @IsOptional() @IsIn(municipalityCodes) municipality?: MunicipalityCode;
}

export class RegisterProviderDto implements RegisterProvider {
  @IsCapId() providerId!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
  @IsIn(providerRoles) role!: ProviderRole;
}

export class AddLocationDto implements AddLocation {
  @IsCapId() locationId!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
  @IsIn(municipalityCodes) municipality!: MunicipalityCode;
  @IsInt() @Min(1000) @Max(9999) postcode!: number;
}
