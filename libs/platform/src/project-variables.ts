/**
 * Every variable of the project that begins with `CAP_`: one program may meet those of another in its environment. The
 * page docs/configuration.md tells what each is; the last three are of the starter and the tests.
 */
export const projectVariables: readonly string[] = [
  'CAP_API_ADDRESS',
  'CAP_API_HOST',
  'CAP_API_PORT',
  'CAP_BSN_RANGE',
  'CAP_DATABASE_POOL',
  'CAP_DATABASE_WAIT_MS',
  'CAP_DEVELOPMENT_FROM',
  'CAP_DEVELOPMENT_KEY_FILE',
  'CAP_EVENT_SOURCE',
  'CAP_IDLE_IN_TRANSACTION_MS',
  'CAP_LOCK_TIMEOUT_MS',
  'CAP_MASTER_KEY_FILE',
  'CAP_METRICS_HOST',
  'CAP_METRICS_PORT',
  'CAP_MODE',
  'CAP_PAGE_TOKEN',
  'CAP_REPORTS_GROUP',
  'CAP_STATEMENT_TIMEOUT_MS',
  'CAP_TOKEN_ISSUER',
  'CAP_TOKEN_JWKS_FILE',
  'CAP_TOPIC_PARTITIONS',
  'CAP_TOPIC_SCAN_MS',
  'CAP_WEBHOOKS_ANYWHERE',
  'CAP_WORKER_ROLES',
  'CAP_CACHE_DIR',
  'CAP_DIRECTORY',
  'CAP_SEED',
];
