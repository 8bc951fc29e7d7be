import { FromEnvironment } from '@cap/platform';
import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

/** What the front door needs to start. */
export class ApiConfig {
  @FromEnvironment('DATABASE_URL', 'the address of the database with the role cap_app')
  @IsString()
  databaseUrl!: string;

  @FromEnvironment('CAP_DATABASE_POOL', 'a number of connections between 2 and 64, for example 10')
  @IsInt()
  @Min(2)
  @Max(64)
  databasePool: number = 10;

  @FromEnvironment('CAP_API_HOST', 'an address to listen on, for example 127.0.0.1')
  @IsString()
  host: string = '127.0.0.1';

  @FromEnvironment('CAP_API_PORT', 'a port between 1 and 65535, for example 3000')
  @IsInt()
  @Min(1)
  @Max(65535)
  port: number = 3000;

  @FromEnvironment('CAP_MASTER_KEY_FILE', 'the file with the master key, readable by its owner only')
  @IsString()
  masterKeyFile!: string;

  @FromEnvironment('CAP_BSN_RANGE', 'test (the test range only) or all')
  @IsIn(['test', 'all'])
  bsnRange: 'test' | 'all' = 'test';

  @FromEnvironment('CAP_TOKEN_JWKS_FILE', 'the file with the public keys (JWKS) of the issuer of tokens')
  @IsString()
  tokenKeysFile!: string;

  @FromEnvironment('CAP_TOKEN_ISSUER', 'the name of the issuer of tokens, as it stands in them')
  @IsString()
  tokenIssuer!: string;

  /** Where the private key of the development issuer is; turns the development routes on. Refused in production. */
  @FromEnvironment('CAP_DEVELOPMENT_KEY_FILE', 'the private key of the development issuer; not set in production')
  @IsOptional()
  @IsString()
  developmentKeyFile?: string;
}
