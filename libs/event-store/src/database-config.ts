import { FromEnvironment, TracesConfig } from '@cap/platform';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { usualLimits, type ConnectionLimits } from './connection-limits';

/** What every process reads from its environment: about its database, and about traces. */
export class DatabaseConfig extends TracesConfig {
  @FromEnvironment('DATABASE_URL', "the address of the database with the application's role", {
    example: 'postgresql://cap_app:…@host:5432/cap',
    secret: true,
  })
  @Matches(/^postgres(ql)?:\/\//)
  databaseUrl!: string;

  @FromEnvironment('CAP_DATABASE_POOL', 'a number of connections between 4 and 64', { example: '10' })
  @IsInt()
  @Min(4)
  @Max(64)
  databasePool: number = 10;

  @FromEnvironment('CAP_DATABASE_WAIT_MS', 'how long to wait for a connection: 100 to 60000 milliseconds', {
    example: '5000',
  })
  @IsInt()
  @Min(100)
  @Max(60_000)
  databaseWaitMs: number = usualLimits.waitMs;

  @FromEnvironment('CAP_STATEMENT_TIMEOUT_MS', 'how long a statement may take: 100 to 600000 milliseconds', {
    example: '5000',
  })
  @IsInt()
  @Min(100)
  @Max(600_000)
  statementTimeoutMs: number = usualLimits.statementMs;

  @FromEnvironment('CAP_LOCK_TIMEOUT_MS', 'how long a statement may wait for a lock: 100 to 600000 milliseconds', {
    example: '5000',
  })
  @IsInt()
  @Min(100)
  @Max(600_000)
  lockTimeoutMs: number = usualLimits.lockMs;

  @FromEnvironment('CAP_IDLE_IN_TRANSACTION_MS', 'how long a transaction may stand still: 100 to 600000 milliseconds', {
    example: '5000',
  })
  @IsInt()
  @Min(100)
  @Max(600_000)
  idleInTransactionMs: number = usualLimits.idleInTransactionMs;

  get limits(): ConnectionLimits {
    return {
      waitMs: this.databaseWaitMs,
      statementMs: this.statementTimeoutMs,
      lockMs: this.lockTimeoutMs,
      idleInTransactionMs: this.idleInTransactionMs,
    };
  }
}

/** What migrations and rebuilds need: the address of the owner of the database. */
export class OwnerConfig {
  @FromEnvironment('DATABASE_ADMIN_URL', 'the address of the database with the role cap_owner', {
    example: 'postgresql://cap_owner:…@host:5432/cap',
    secret: true,
  })
  @Matches(/^postgres(ql)?:\/\//)
  adminUrl!: string;
}
