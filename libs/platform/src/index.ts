export { ConfigurationError, FromEnvironment, loadConfig } from './config';
export type { ConfigurationProblem } from './config';
export { deriveId } from './derive-id';
export { JsonLogger } from './json-logger';
export type { LogFields } from './json-logger';
export { createMasterKeyFile, hmac, loadMasterKey, MasterKeyError, subKey } from './master-key';
export type { MasterKey, SubKey } from './master-key';
export { endWithParent, onShutdown, shutDown } from './shutdown';
