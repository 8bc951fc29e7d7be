import { ConfigurationError, loadConfig } from '@cap/platform';
import { DatabaseConfig } from './database-config';

const url = 'postgresql://cap_app:secret@localhost:5432/cap';

describe('what a process reads about its database', () => {
  it('has sensible limits of its own', () => {
    const { databasePool, limits } = loadConfig(DatabaseConfig, { DATABASE_URL: url });
    expect(databasePool).toBe(10);
    expect(limits).toEqual({ waitMs: 10_000, statementMs: 10_000, lockMs: 5_000, idleInTransactionMs: 10_000 });
  });

  it('takes them from the environment', () => {
    const environment = {
      DATABASE_URL: url,
      CAP_DATABASE_WAIT_MS: '900',
      CAP_STATEMENT_TIMEOUT_MS: '800',
      CAP_LOCK_TIMEOUT_MS: '700',
      CAP_IDLE_IN_TRANSACTION_MS: '600',
    };
    expect(loadConfig(DatabaseConfig, environment).limits).toEqual({
      waitMs: 900,
      statementMs: 800,
      lockMs: 700,
      idleInTransactionMs: 600,
    });
  });

  it('refuses to go without a limit, and never shows the address', () => {
    const wrong = { DATABASE_URL: 'secret', CAP_LOCK_TIMEOUT_MS: '0', CAP_STATEMENT_TIMEOUT_MS: 'never' };
    let error: unknown;
    try {
      loadConfig(DatabaseConfig, wrong);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigurationError);
    const { message, problems } = error as ConfigurationError;
    expect(problems.map(({ variable }) => variable).sort()).toEqual([
      'CAP_LOCK_TIMEOUT_MS',
      'CAP_STATEMENT_TIMEOUT_MS',
      'DATABASE_URL',
    ]);
    expect(message).not.toContain('secret');
  });
});
