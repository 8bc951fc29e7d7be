import { DatabaseConfig } from '@cap/event-store';
import { FromEnvironment } from '@cap/platform';
import { IsBoolean, IsIn, IsInt, IsIP, IsOptional, IsString, Max, Min } from 'class-validator';

/** What the front door needs to start. */
export class ApiConfig extends DatabaseConfig {
  /** Shorter than elsewhere: who stands at the door is told within two seconds that it is busy. */
  override databaseWaitMs: number = 1_200;
  override statementTimeoutMs: number = 5_000;
  override lockTimeoutMs: number = 3_000;
  override idleInTransactionMs: number = 5_000;

  @FromEnvironment('CAP_API_HOST', 'an address to listen on', { example: '127.0.0.1' })
  @IsString()
  host: string = '127.0.0.1';

  @FromEnvironment('CAP_API_PORT', 'a port between 1 and 65535', { example: '3000' })
  @IsInt()
  @Min(1)
  @Max(65535)
  port: number = 3000;

  @FromEnvironment('CAP_MASTER_KEY_FILE', 'the file with the master key, readable by its owner only', {
    example: '/run/secrets/cap-master-key',
  })
  @IsString()
  masterKeyFile!: string;

  @FromEnvironment('CAP_BSN_RANGE', 'test (the test range only) or all', { example: 'all' })
  @IsIn(['test', 'all'])
  bsnRange: 'test' | 'all' = 'test';

  @FromEnvironment('CAP_TOKEN_JWKS_FILE', 'the file with the public keys (JWKS) of the issuer of tokens', {
    example: '/run/secrets/jwks.json',
  })
  @IsString()
  tokenKeysFile!: string;

  @FromEnvironment('CAP_TOKEN_ISSUER', 'the name of the issuer of tokens, as it stands in them', {
    example: 'https://login.example.org',
  })
  @IsString()
  tokenIssuer!: string;

  /** Where the private key of the development issuer is; turns the development routes on. Refused in production. */
  @FromEnvironment('CAP_DEVELOPMENT_KEY_FILE', 'the private key of the development issuer; not set in production')
  @IsOptional()
  @IsString()
  developmentKeyFile?: string;

  /** Where programs run in containers, this machine comes in by the gateway of their network. Refused in production. */
  @FromEnvironment(
    'CAP_DEVELOPMENT_FROM',
    'addresses let in to the development routes as well; not set in production',
    { example: '10.213.0.1' },
  )
  @IsIP(undefined, { each: true })
  developmentFrom: string[] = [];

  @FromEnvironment(
    'CAP_PAGE_TOKEN',
    'a signed token with the role display; the starter makes it, production has none',
    {
      secret: true,
    },
  )
  @IsOptional()
  @IsString()
  pageToken?: string;

  @FromEnvironment('CAP_MODE', 'embedded (without Kafka) or full (with Kafka)', { example: 'full' })
  @IsIn(['embedded', 'full'])
  mode: string = 'full';

  /** For development, and as for the worker: a subscriber on this machine, without https. */
  @FromEnvironment('CAP_WEBHOOKS_ANYWHERE', 'true (in development: http and private addresses too) or false')
  @IsBoolean()
  webhooksAnywhere: boolean = false;
}
