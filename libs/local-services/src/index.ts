export { childrenOf } from './find-process';
export { freePort, isFree } from './free-port';
export { spawnGuarded, type Ending, type GuardedCommand, type GuardedProcess } from './guarded-process';
export { Caller, serveCalls, type Calls } from './control/calls';
export {
  controlOver,
  type InstanceAddresses,
  type InstanceControl,
  type ProcessStatus,
} from './control/instance-control';
export { TcpProxy, type LinkFigures, type Weather } from './proxy/tcp-proxy';
export { LineTail } from './line-tail';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './postgres/embedded-postgres';
export { keptAdminUrl, keptAppUrl } from './postgres/kept-address';
export { copyOnline, type OnlineCopy } from './postgres/online-copy';
export { placeCopy } from './postgres/place-copy';
export { removeEmbeddedPostgres } from './postgres/home';
export {
  APP,
  OWNER,
  connected,
  createDatabase,
  createRoles,
  derivedPasswords,
  type RolePasswords,
  type RoleUrls,
} from './postgres/roles';
export { asRole, onDatabase } from './postgres/urls';
export { prepareKafka, type PreparedKafka } from './kafka/prepare';
export { startKafka, type Kafka, type KafkaOptions } from './kafka/kafka';
